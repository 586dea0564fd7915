"""Figures of others as data: those whose licence allows it as files, all of them as an entry of the catalogue."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from thoes.monitor.domain.quoted_numbers import first_day
from thoes.monitor.indicators.declaring import NOT_OF_THE_REGISTER
from thoes.monitor.open_files import DataTable, in_each
from thoes.monitor.open_tables import BigInt
from thoes.monitor.quoted.models import QuotedFigure, QuotedVersion

COLUMNS: Mapping[str, type] = {
    "source": str, "version": str, "definition": int, "area_code": str, "area": str, "period": str, "group": str,
    "number": BigInt, "why_no_number": str, "mark": str, "unit": str, "where": str, "moment": str, "way": str,
    "population": str, "is_not": str, "licence": str, "link": str, "no_coverage_because": str,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Described:
    """A version with the days from which and up to which it has figures."""

    version: QuotedVersion
    first: date
    last: date


def described_versions() -> list[Described]:
    """Every version of every source that has figures, by source, the latest first."""
    spans: dict[object, list[tuple[date, date]]] = {}
    for version, period, last in QuotedFigure.objects.order_by().values_list("version", "period", "last").distinct():
        spans.setdefault(version, []).append((first_day(period), last))
    return [
        Described(each, min(first for first, _ in spans[each.pk]), max(last for _, last in spans[each.pk]))
        for each in QuotedVersion.objects.select_related("organisation").order_by("source", "-taken_in_at", "pk")
        if each.pk in spans
    ]


def quoted_table(version: QuotedVersion, names: Mapping[str, str]) -> DataTable:
    """The figures of one version; `names` has what areas are called. Only for a version whose licence is open."""
    rows = tuple(
        {
            "source": version.source, "version": version.version, "definition": version.definition, "area_code": each.area,
            "area": names.get(each.area, each.area), "period": each.period, "group": each.group, "number": each.number,
            "why_no_number": each.missing, "mark": each.mark, "unit": version.unit, "where": version.where,
            "moment": version.moment, "way": version.way, "population": version.population, "is_not": version.is_not,
            "licence": version.licence_link, "link": version.link, "no_coverage_because": str(NOT_OF_THE_REGISTER),
        }
        for each in version.figures.all()
    )  # fmt: skip
    about = {
        "licence": version.licence_link,
        "source": version.source,
        "link": version.link,
        "version": version.version,
        "definition": version.definition,
        "population": version.population,
        "is_not": version.is_not,
        "counts": {
            name: in_each(getattr(version, f"get_{name}_display")) for name in ("unit", "where", "moment", "way")
        },
        "notes": version.notes,
        "taken_in_at": version.taken_in_at.isoformat(),
        "taken_in_by": version.organisation.name,
        "coverage": in_each(NOT_OF_THE_REGISTER),
    }
    return DataTable(COLUMNS, rows, about, version.licence_link)
