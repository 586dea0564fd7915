"""What each housing provider wrote down of the people it housed, with the errors that make one person look like two."""

from dataclasses import dataclass

import numpy as np
from numpy.random import Generator

from thoes.simulation.figures import Figures
from thoes.simulation.limburg import (
    Days,
    People,
    SimulatedMunicipality,
    SimulatedProvider,
    Texts,
    Workers,
)
from thoes.simulation.names import draw_names, in_latin_letters, without_diacritics
from thoes.simulation.population import Careers
from thoes.simulation.segments import Segments, Whole


@dataclass(frozen=True, slots=True, eq=False)
class Book:
    """The workers, and for every segment the index of the worker who slept there."""

    workers: Workers
    worker_of_segment: Whole


def draw_people(rng: Generator, figures: Figures, careers: Careers, *, on: int) -> People:
    """The people behind the careers: adults when they began, mostly in their twenties and thirties."""
    count = len(careers.began)
    countries = np.array(list(figures.nationalities), dtype=object)
    nationality = rng.choice(countries, size=count, p=list(figures.nationalities.values()))
    is_woman = rng.random(count) < figures.women
    given, family, town = draw_names(rng, nationality, is_woman)
    age = 18 + np.minimum(47, rng.gamma(1.8, 8.0, count))
    born = careers.began - (age * 365.25).astype(np.int64)
    document = np.where(rng.random(count) < 0.62, "identity_card", "passport").astype(object)
    document[nationality == "UA"] = "passport"
    return People(
        nationality=nationality,
        is_woman=is_woman,
        born=born.astype("datetime64[D]"),
        given_name=given,
        family_name=family,
        residence=town,
        document_kind=document,
        sector=careers.sector,
        is_seasonal=careers.is_seasonal,
        began=careers.began.astype("datetime64[D]"),
        ended=(careers.until - 1).astype("datetime64[D]"),
    )


def keep_books(
    rng: Generator,
    figures: Figures,
    people: People,
    segments: Segments,
    provider: Whole,
    municipality: Whole,
    providers: tuple[SimulatedProvider, ...],
    municipalities: tuple[SimulatedMunicipality, ...],
) -> Book:
    """One worker per person and housing provider, with the fields that the municipality of the first stay allows.

    `provider` and `municipality` have one element per segment.
    """
    _, first, worker_of = np.unique(segments.person * len(providers) + provider, return_index=True, return_inverse=True)
    order = np.lexsort((segments.arrival[first], segments.person[first]))
    rank = np.empty(len(order), dtype=np.int64)
    rank[order] = np.arange(len(order))
    first, worker_of = first[order], rank[worker_of]

    person, whose = segments.person[first], provider[first]
    is_again = np.append(False, person[1:] == person[:-1])
    is_swapped = is_again & (rng.random(len(person)) < figures.swapped_names)
    is_day_off = is_again & (rng.random(len(person)) < figures.birth_date_one_day_off)
    style = _spell(people, person, whose, providers)
    given, family = np.where(is_swapped, style[1], style[0]), np.where(is_swapped, style[0], style[1])
    born = people.born[person] + np.where(is_day_off, rng.choice([-1, 1], len(person)), 0).astype("timedelta64[D]")
    identity = _identify(rng, figures, person, given, family, born)

    fields = [set(m.fields) for m in municipalities]
    asks = {
        name: np.array([name in f for f in fields])[municipality[first]]
        for name in ("date_of_birth", "nationality", "document_number")
    }
    numbers = np.array([f"TEST{number:06d}" for number in range(len(person))], dtype=object)
    workers = Workers(
        person=person.astype(np.int32),
        provider=whose.astype(np.int32),
        identity=identity.astype(np.int32),
        given_name=given,
        family_name=family,
        residence=style[2],
        document_kind=people.document_kind[person],
        born=np.where(asks["date_of_birth"], born, np.datetime64("NaT")),
        nationality=np.where(asks["nationality"], people.nationality[person], ""),
        document_number=np.where(asks["document_number"], numbers, ""),
    )
    return Book(workers, worker_of)


def _spell(
    people: People, person: Whole, provider: Whole, providers: tuple[SimulatedProvider, ...]
) -> tuple[Texts, Texts, Texts]:
    """Given name, family name and home town in the letters that the housing provider uses."""
    columns = (people.given_name[person], people.family_name[person], people.residence[person])
    styles = [providers[index] for index in provider.tolist()]
    countries = people.nationality[person].tolist()
    spelled = [np.empty(len(person), dtype=object) for _ in columns]
    for names, column in zip(spelled, columns, strict=True):
        names[:] = [
            _write(name, country, style)
            for name, country, style in zip(column.tolist(), countries, styles, strict=True)
        ]
    return spelled[0], spelled[1], spelled[2]


def _write(name: str, country: str, style: SimulatedProvider) -> str:
    if not style.writes_cyrillic:
        name = in_latin_letters(name, country)
    return without_diacritics(name) if style.writes_plain and not style.writes_cyrillic else name


def _identify(rng: Generator, figures: Figures, person: Whole, given: Texts, family: Texts, born: Days) -> Whole:
    """Numbers of the identities: who was confirmed to be the same as in the person's first record shares its number."""
    first = np.searchsorted(person, person, side="left")
    is_equal = (given == given[first]) & (family == family[first]) & (born == born[first])
    chance = np.where(is_equal, figures.merged_when_equal, figures.merged_when_different)
    own = np.arange(len(person))
    kept = np.where(rng.random(len(person)) < chance, first, own)
    return np.asarray(np.unique(kept, return_inverse=True)[1])
