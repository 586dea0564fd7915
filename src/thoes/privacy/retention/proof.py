"""The proof of a year: what was erased when, for which term, from which table. Numbers only."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import QuerySet
from django.utils import translation
from django.utils.formats import date_format
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from thoes.foundation.documents.paper import Cell, Facts, Look, Report, Said, Table, Words, print_report
from thoes.foundation.modules import Controller
from thoes.privacy.purposes import purpose_title
from thoes.privacy.retention.models import Shredding


@dataclass(frozen=True, slots=True)
class ProofLine:
    """One day, purpose and term: how many rows went from which table."""

    day: date
    purpose: str
    term: str
    ground: str
    rows: tuple[tuple[str, int], ...]

    @property
    def total(self) -> int:
        return sum(count for _, count in self.rows)


def shreddings_of(controller: Controller) -> QuerySet[Shredding]:
    """What was erased for this controller, the earliest first."""
    rows = Shredding.objects.select_related("term").order_by("at", "pk")
    if controller.municipality_code:
        return rows.filter(municipality_code=controller.municipality_code)
    return rows.filter(municipality_code="", organisation_id=controller.organisation_id)


def years_of(controller: Controller) -> list[int]:
    """The years in which something was erased, the latest first."""
    return sorted({localdate(at).year for at in shreddings_of(controller).values_list("at", flat=True)}, reverse=True)


def proof_of(controller: Controller, *, year: int) -> list[ProofLine]:
    """What was erased in a year, by day, purpose and term."""
    summed: dict[tuple[date, int], dict[str, int]] = defaultdict(lambda: defaultdict(int))
    terms = {}
    for row in shreddings_of(controller):
        day = localdate(row.at)
        if day.year != year:
            continue
        terms[row.term_id] = row.term
        for table, count in row.rows.items():
            summed[day, row.term_id][table] += count
    return [
        ProofLine(
            day,
            purpose_title(terms[term].purpose),
            terms[term].in_words,
            terms[term].ground,
            tuple(sorted(tables.items())),
        )
        for (day, term), tables in sorted(summed.items())
    ]


def proof_pdf(controller: Controller, *, year: int, made_at: datetime, language: str) -> bytes:
    """The proof of a year on paper."""
    with translation.override(language):
        lines = proof_of(controller, year=year)
        about = _(
            "Identity is erased when its term is over: from the register, its history, the uploads and the work of "
            "the desks. What stays is a stay without a person, for the counts. This proof names nobody."
        )
        table = Table(
            head=[_("Day"), _("Purpose and term"), _("Table"), _("Rows")],
            rows=[_row(line) for line in lines],
            widths=(0, 1, 0, 0),
            numbers=(3,),
            empty=_("Nothing was erased in this year."),
        )
        total = Facts([(_("Rows erased in this year"), str(sum(line.total for line in lines)))])
        title = _("Proof of erasure %(year)s") % {"year": year}
        report = Report(title, controller.name, [Words(about), table, *([total] if lines else [])])
        return print_report(report, language=language, made_at=made_at)


def _row(line: ProofLine) -> list[Cell]:
    term = _("%(term)s after the end. Ground: %(ground)s") % {"term": line.term, "ground": line.ground}
    return [
        date_format(line.day, "j F Y"),
        [Said(line.purpose, Look.STRONG), Said(term, Look.NOTE)],
        [table for table, _count in line.rows],
        [str(count) for _table, count in line.rows],
    ]
