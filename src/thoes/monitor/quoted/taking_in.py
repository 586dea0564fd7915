"""A version of a source is taken in and taken back; nothing that was taken in before is changed by it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from thoes.accounts.public import Actor
from thoes.intake.public import normalise
from thoes.kernel.refusals import Refusal
from thoes.monitor.quoted.models import QuotedFigure, QuotedVersion
from thoes.monitor.quoted.said import Place, SaidFigure

DEFINING = ("population", "moment", "unit", "where", "way", "is_not")
"""What makes a definition: where one of these differs, figures are no series."""


@dataclass(frozen=True, slots=True)
class Kept:
    """A figure of before, to hold a new one against."""

    number: int | None
    missing: str


def source_key(source: str) -> str:
    """By which two files are known to be of one source."""
    return normalise(source)[:120]


def version_of(organisation_id: UUID, source: str, version: str) -> QuotedVersion | None:
    """The version with this name, if it was taken in."""
    return QuotedVersion.objects.filter(
        organisation_id=organisation_id, source_key=source_key(source), version=version
    ).first()


def version_before(organisation_id: UUID, source: str, version: str) -> QuotedVersion | None:
    """The version of the source that was taken in last, other than this one."""
    known = QuotedVersion.objects.filter(organisation_id=organisation_id, source_key=source_key(source))
    return known.exclude(version=version).order_by("-taken_in_at").first()


def figures_by_place(version: QuotedVersion | None) -> Mapping[Place, Kept]:
    """The figures of a version; nothing for none."""
    if version is None:
        return {}
    rows = version.figures.order_by().values_list("area", "period", "group", "number", "missing")
    return {(area, period, group): Kept(number, missing) for area, period, group, number, missing in rows}


def refuse_unlinked(said: Mapping[str, str]) -> None:
    """Nobody gives figures away in the name of somebody else without the page on which that one does: a refusal else."""
    if said["licence"] and not said["link"]:
        raise Refusal("open_licence_without_link", field="link")


@transaction.atomic
def open_version(
    *, actor: Actor, said: Mapping[str, str], notes: list[str], sha256: str, at: datetime
) -> QuotedVersion:
    """The version to put figures in: that of this name, or a new one.

    Refusals: `version_counts_otherwise` when it was taken in as counting something else, and `open_licence_without_link`.
    """
    refuse_unlinked(said)
    known = version_of(actor.organisation_id, said["source"], said["version"])
    if known is not None:
        if any(getattr(known, name) != said[name] for name in DEFINING):
            raise Refusal("version_counts_otherwise", source=known.source, version=known.version)
        return known
    before = version_before(actor.organisation_id, said["source"], said["version"])
    differs = before is not None and any(getattr(before, name) != said[name] for name in DEFINING)
    definition = 1 if before is None else before.definition + differs
    return QuotedVersion.objects.create(
        organisation_id=actor.organisation_id, source_key=source_key(said["source"]), definition=definition,
        notes=notes, sha256=sha256, taken_in_at=at, taken_in_by=actor.user_id, **said,
    )  # fmt: skip


def keep_figures(version: QuotedVersion, figures: Iterable[SaidFigure], known: Mapping[Place, Kept]) -> int:
    """Add the figures that the version has not; how many. Refusal `figure_differs` for one that it has otherwise."""
    new = []
    for figure in figures:
        kept = known.get(figure.place)
        if kept is None:
            new.append(figure)
        elif kept != Kept(figure.number, figure.missing or ""):
            raise Refusal("figure_differs", cell=figure.cell, version=version.version)
    QuotedFigure.objects.bulk_create(
        QuotedFigure(
            version=version, area=figure.area, period=figure.period, last=figure.last, group=figure.group,
            number=figure.number, missing=figure.missing or "", mark=figure.mark[:20], cell=figure.cell[:120],
        )
        for figure in new
    )  # fmt: skip
    return len(new)


@transaction.atomic
def take_back(*, actor: Actor, version_id: UUID) -> None:
    """Remove a version with its figures. Refusal `version_gone` when it is not there, or of another organisation."""
    removed, _by_table = QuotedVersion.objects.filter(pk=version_id, organisation_id=actor.organisation_id).delete()
    if not removed:
        raise Refusal("version_gone")
