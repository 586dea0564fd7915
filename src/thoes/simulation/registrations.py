"""Who is registered in the BRP, where and since when: likelier the longer someone works here."""

import numpy as np
from numpy.random import Generator

from thoes.simulation.figures import Figures
from thoes.simulation.limburg import Registrations
from thoes.simulation.population import Careers
from thoes.simulation.recording import Recorded
from thoes.simulation.segments import Segments, Whole

_TOLD_OF_MOVE = 0.6
"""Share of the registered movers who told the new municipality."""

_SIGNED_OUT = 0.5
"""Share of the registered people who are signed out after they left for good."""


def draw_registrations(
    rng: Generator,
    figures: Figures,
    careers: Careers,
    segments: Segments,
    recorded: Recorded,
    municipality: Whole,
    identity: Whole,
    *,
    on: int,
) -> Registrations:
    """Registrations on the identity under which the register knows a person's last stay.

    `municipality` and `identity` have one element per segment: of the bed given, and of the worker who got it.
    """
    here = (segments.arrival <= on) & (recorded.departure > on)
    present, everyone = np.unique(segments.person[here]), np.unique(segments.person)
    people, since = _who_registered(rng, figures, careers, present, everyone, on)
    last = np.searchsorted(segments.person, people, side="right") - 1
    first = np.searchsorted(segments.person, people, side="left")
    key = segments.person * 10**6 + segments.arrival
    then = np.maximum(np.searchsorted(key, people * 10**6 + since, side="right") - 1, first)

    moved = municipality[then] != municipality[last]
    told_on = segments.arrival[last] + rng.integers(0, 20, len(people))
    tells = moved & (rng.random(len(people)) < _TOLD_OF_MOVE) & (told_on > since) & (told_on < on)
    gone_on = careers.until[people] + rng.integers(0, 90, len(people))
    signs_out = (rng.random(len(people)) < _SIGNED_OUT) & (gone_on < on) & (gone_on > np.where(tells, told_on, since))

    never = np.full(len(people), np.iinfo(np.int64).min)
    ended = np.where(signs_out, gone_on, never)
    parts = [
        (identity[last], municipality[then], since, np.where(tells, told_on, ended)),
        (identity[last][tells], municipality[last][tells], told_on[tells], ended[tells]),
    ]
    who, where, start, end = (np.concatenate(columns) for columns in zip(*parts, strict=True))
    recorded_at = (start * 86_400 + rng.integers(8 * 3600, 16 * 3600, len(start))).astype("datetime64[s]")
    return Registrations(
        who.astype(np.int32),
        where.astype(np.int32),
        start.astype("datetime64[D]"),
        np.where(end == never[0], np.datetime64("NaT"), end.astype("datetime64[D]")),
        recorded_at,
    )


def _who_registered(
    rng: Generator, figures: Figures, careers: Careers, present: Whole, everyone: Whole, on: int
) -> tuple[Whole, Whole]:
    """People with the day they registered; as many of the present as the published share asks."""
    count = len(careers.began)
    since = careers.began + 20 + rng.exponential(60, count).astype(np.int64)
    years = (careers.until - careers.began) / 365.25
    reluctance = rng.random(count) / (0.25 + np.minimum(years / 2, 1))
    could = since < np.minimum(on, careers.until)
    able = np.sort(reluctance[present[could[present]]])
    wanted = min(round(figures.registered * len(present)), len(able))
    limit = able[wanted - 1] if wanted else -1.0
    people = everyone[could[everyone] & (reluctance[everyone] <= limit)]
    return people, since[people]
