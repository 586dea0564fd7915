"""All findings of the own sites or territory: overdue on top, with filters in the address, and as a spreadsheet."""

import io
from dataclasses import dataclass
from datetime import date
from typing import Any

import xlsxwriter
from django.core.paginator import Paginator
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from thoes.accounts.public import actor_in, needs
from thoes.housing.public import HOUSING_PERMITS, SEE_HOUSING
from thoes.inspections.check_texts import KIND_TEXTS, RESPONSIBLE_TEXTS, SEVERITY_SHORT_TEXTS, STATE_TEXTS
from thoes.inspections.domain.checks import (
    STILL_OPEN,
    TO_MEND,
    CheckKind,
    FindingState,
    Responsible,
    Severity,
    is_overdue,
)
from thoes.inspections.models import Finding
from thoes.inspections.permissions import CHECK_SITES
from thoes.inspections.queries import finding_counts, findings_of, overdue_q
from thoes.inspections.templatetags.thoes_inspections import item_words

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_PER_PAGE = 25
_PARTS = ("overdue", "to_mend", "answered", "done")


@dataclass(frozen=True, slots=True)
class FindingFilters:
    """The filters as they stand in the address bar."""

    part: str = ""
    severity: str = ""
    kind: str = ""
    text: str = ""

    @classmethod
    def of(cls, query: QueryDict) -> "FindingFilters":
        part, severity, kind = query.get("part", ""), query.get("severity", ""), query.get("kind", "")
        return cls(
            part=part if part in _PARTS else "",
            severity=severity if severity in list(Severity) else "",
            kind=kind if kind in list(CheckKind) else "",
            text=query.get("q", "").replace("\0", "").strip()[:100],
        )

    @property
    def is_narrowed(self) -> bool:
        return bool(self.severity or self.kind or self.text)

    def narrow(self, findings: QuerySet[Finding]) -> QuerySet[Finding]:
        """All but the part, which comes after the counts of all parts."""
        if self.severity:
            findings = findings.filter(severity=self.severity)
        if self.kind:
            findings = findings.filter(check_made__kind=self.kind)
        for word in self.text.split():
            findings = findings.filter(
                Q(site__name__icontains=word)
                | Q(site__town__icontains=word)
                | Q(site__code__icontains=word)
                | Q(site__houser__name__icontains=word)
            )
        return findings

    def in_part(self, findings: QuerySet[Finding], *, on: date) -> QuerySet[Finding]:
        match self.part:
            case "overdue":
                return findings.filter(overdue_q(on))
            case "to_mend":
                return findings.filter(state__in=TO_MEND)
            case "answered":
                return findings.filter(state=FindingState.ANSWERED)
            case "done":
                return findings.exclude(state__in=STILL_OPEN)
        return findings

    def address(self, **changed: str) -> str:
        query = QueryDict(mutable=True)
        given = {"part": self.part, "severity": self.severity, "kind": self.kind, "q": self.text, **changed}
        for name, value in given.items():
            if value:
                query[name] = value
        return f"?{query.urlencode()}"


@require_GET
@needs(CHECK_SITES, purpose=HOUSING_PERMITS)
def finding_list(request: HttpRequest) -> HttpResponse:
    """The list; for a houser of its own sites."""
    actor, today, filters = actor_in(request), timezone.localdate(), FindingFilters.of(request.GET)
    narrowed = filters.narrow(findings_of(actor))
    counts = finding_counts(narrowed, on=today)
    page = Paginator(filters.in_part(narrowed, on=today), _PER_PAGE).get_page(request.GET.get("page"))
    titles = {
        "overdue": _("Too late"),
        "to_mend": _("To be mended"),
        "answered": _("Answered"),
        "done": _("Over"),
    }
    context = {
        "page": page,
        "findings": [(found, is_overdue(found.repair_by, state=found.state, on=today)) for found in page.object_list],
        "tabs": [
            (filters.address(part=""), _("All"), None),
            *((filters.address(part=part), title, getattr(counts, part)) for part, title in titles.items()),
        ],
        "filters": filters,
        "severities": [(key.value, text) for key, text in SEVERITY_SHORT_TEXTS.items()],
        "kinds": [(key.value, text) for key, text in KIND_TEXTS.items()],
        "sees_many_housers": actor.may(SEE_HOUSING),
    }
    return render(request, "inspections/findings.html", context)


@require_GET
@needs(CHECK_SITES, purpose=HOUSING_PERMITS)
def export(request: HttpRequest) -> HttpResponse:
    """The same findings as on the page, as a spreadsheet."""
    today, filters = timezone.localdate(), FindingFilters.of(request.GET)
    rows = filters.in_part(filters.narrow(findings_of(actor_in(request))), on=today)
    headers = {"Content-Disposition": f'attachment; filename="findings-{today}.xlsx"', "Cache-Control": "no-store"}
    return HttpResponse(_xlsx(list(rows), on=today), content_type=XLSX, headers=headers)


def _xlsx(findings: list[Finding], *, on: date) -> bytes:
    headings = [
        _("Site"), _("Code"), _("Address"), _("Municipality"), _("Houser"), _("Room"), _("What was not in order"),
        _("Kind of check"), _("Found on"), _("Severity"), _("Last day for the repair"), _("Who mends it"), _("State"),
        _("Too late"), _("Repaired on"),
    ]  # fmt: skip
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, {"in_memory": True}) as book:
        sheet, bold = book.add_worksheet(), book.add_format({"bold": True})
        day = book.add_format({"num_format": "dd-mm-yyyy"})
        for column, heading in enumerate(headings):
            sheet.write_string(0, column, heading, bold)
        for row, found in enumerate(findings, start=1):
            for column, value in enumerate(_values(found, on=on)):
                if isinstance(value, date):
                    sheet.write_datetime(row, column, value, day)
                elif value is not None:
                    sheet.write_string(row, column, value)
        sheet.freeze_panes(1, 0)
        sheet.set_column(0, len(headings), 22)
    return stream.getvalue()


def _values(found: Finding, *, on: date) -> list[Any]:
    words = f"{_('Not so:')} {item_words(found)}"
    site, late = found.site, is_overdue(found.repair_by, state=found.state, on=on)
    return [
        site.name, site.code, site.address, site.municipality.name, site.houser.name,
        found.unit.name if found.unit else "", words, str(KIND_TEXTS[CheckKind(found.check_made.kind)]),
        found.found_on, str(SEVERITY_SHORT_TEXTS[Severity(found.severity)]), found.repair_by,
        str(RESPONSIBLE_TEXTS[Responsible(found.responsible)]), str(STATE_TEXTS[FindingState(found.state)]),
        _("yes") if late else "", found.repaired_on,
    ]  # fmt: skip
