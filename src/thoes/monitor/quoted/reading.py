"""The figures of others as pages, charts and files read them. Everybody may."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Count, Max, Min

from thoes.monitor.quoted.models import QuotedFigure, QuotedVersion
from thoes.monitor.quoted.taking_in import Kept, figures_by_place


@dataclass(frozen=True, slots=True)
class SourceSeen:
    """A source with its latest version, how many there are, and from when to when the latest has figures."""

    latest: QuotedVersion
    versions: int
    first: date | None
    last: date | None


@dataclass(frozen=True, slots=True)
class Reference:
    """The latest figure of a source on an area: of everybody, else of the first group that the source has."""

    figure: QuotedFigure
    version: QuotedVersion


@dataclass(frozen=True, slots=True)
class Changed:
    """One figure that differs between two versions; None where a version has no such figure, or no number there."""

    area: str
    period: str
    group: str
    before: Kept | None
    now: Kept | None


def sources_seen() -> list[SourceSeen]:
    """Every source, by name, each by its latest version."""
    spans = {
        row["version"]: (row["first"], row["last"])
        for row in QuotedFigure.objects.order_by().values("version").annotate(first=Min("last"), last=Max("last"))
    }
    return [
        SourceSeen(versions[0], len(versions), *spans.get(versions[0].pk, (None, None)))
        for versions in _by_source().values()
    ]


def _by_source() -> Mapping[tuple[UUID, str], list[QuotedVersion]]:
    """The versions of each source, the latest first."""
    found: dict[tuple[UUID, str], list[QuotedVersion]] = {}
    for each in QuotedVersion.objects.select_related("organisation").order_by("source", "-taken_in_at", "pk"):
        found.setdefault((each.organisation_id, each.source_key), []).append(each)
    return found


def versions_of_source(version: QuotedVersion) -> list[QuotedVersion]:
    """All versions of the same source, the latest first."""
    known = QuotedVersion.objects.filter(organisation_id=version.organisation_id, source_key=version.source_key)
    return list(known.order_by("-taken_in_at", "pk"))


def references_on(areas: Sequence[str]) -> list[Reference]:
    """What each source says last of these areas, in the order of the areas; nothing where no source speaks of one."""
    latest = {versions[0].pk: versions[0] for versions in _by_source().values()}
    if not latest:
        return []
    rows = (
        QuotedFigure.objects.filter(version__in=latest, area__in=areas)
        .order_by("version_id", "area", "group", "-last")
        .distinct("version_id", "area")
    )
    place = {code: at for at, code in enumerate(areas)}
    found = [Reference(row, latest[row.version_id]) for row in rows]
    return sorted(found, key=lambda each: (place[each.figure.area], each.version.source))


def areas_of(version: QuotedVersion) -> list[str]:
    """The codes of the areas of which a version has figures, those with the most first."""
    rows = version.figures.order_by().values("area").annotate(count=Count("pk")).order_by("-count", "area")
    return [row["area"] for row in rows]


def changes_between(before: QuotedVersion, now: QuotedVersion) -> list[Changed]:
    """Figures that both have and that differ, and those that one of the two has, by area and period."""
    old, new = figures_by_place(before), figures_by_place(now)
    return [
        Changed(*place, old.get(place), new.get(place))
        for place in sorted(old.keys() | new.keys())
        if old.get(place) != new.get(place)
    ]
