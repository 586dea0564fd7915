"""All permits of the own sites or territory: what ends first on top, with filters in the address, and as a spreadsheet."""

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

from thoes.accounts.public import Actor, actor_in, needs
from thoes.housing.access import may_see_papers
from thoes.housing.domain.standing import Standing
from thoes.housing.models import Permit, PermitKind
from thoes.housing.permissions import HOUSING_PERMITS, SEE_HOUSING, SEE_OWN_SITES
from thoes.housing.queries import (
    StandingPermit,
    Terms,
    permit_counts,
    permits_of,
    plan_is_late,
    standing_permit,
    standing_q,
    terms_on,
)
from thoes.housing.texts import STANDING_TEXTS

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_PER_PAGE = 25
_PARTS = ("valid", "ends_soon", "ended", "not_yet", "plan_late")


@dataclass(frozen=True, slots=True)
class PermitFilters:
    """The filters as they stand in the address bar."""

    part: str = ""
    kind: str = ""
    text: str = ""

    @classmethod
    def of(cls, query: QueryDict) -> "PermitFilters":
        part, kind = query.get("part", ""), query.get("kind", "")
        return cls(
            part=part if part in _PARTS else "",
            kind=kind if kind in PermitKind.values else "",
            text=query.get("q", "").replace("\0", "").strip()[:100],
        )

    def narrow(self, permits: QuerySet[Permit]) -> QuerySet[Permit]:
        """All but the part, which comes after the counts of all parts."""
        if self.kind:
            permits = permits.filter(kind=self.kind)
        for word in self.text.split():
            permits = permits.filter(
                Q(number__icontains=word)
                | Q(site__name__icontains=word)
                | Q(site__town__icontains=word)
                | Q(site__houser__name__icontains=word)
            )
        return permits

    def in_part(self, permits: QuerySet[Permit], *, on: date, terms: Terms) -> QuerySet[Permit]:
        if self.part == "plan_late":
            return permits.filter(plan_is_late(on))
        return permits.filter(standing_q(Standing(self.part), on=on, terms=terms)) if self.part else permits

    def address(self, **changed: str) -> str:
        query = QueryDict(mutable=True)
        for name, value in {"part": self.part, "kind": self.kind, "q": self.text, **changed}.items():
            if value:
                query[name] = value
        return f"?{query.urlencode()}"


@require_GET
@needs(SEE_HOUSING, SEE_OWN_SITES, purpose=HOUSING_PERMITS)
def permits(request: HttpRequest) -> HttpResponse:
    """The list; for a houser its own permits."""
    actor, today, filters = actor_in(request), timezone.localdate(), PermitFilters.of(request.GET)
    terms = terms_on(today)
    narrowed = filters.narrow(permits_of(actor))
    counts = permit_counts(narrowed, on=today, terms=terms)
    rows = filters.in_part(narrowed, on=today, terms=terms)
    page = Paginator(rows, _PER_PAGE).get_page(request.GET.get("page"))
    titles = {
        "valid": _("Valid"), "ends_soon": _("Ends soon"), "ended": _("Ended"), "not_yet": _("Not yet"),
        "plan_late": _("Plan is late"),
    }  # fmt: skip
    context = {
        "page": page,
        "permits": [standing_permit(permit, on=today, terms=terms) for permit in page.object_list],
        "counts": counts,
        "tabs": [
            (filters.address(part=""), _("All"), None),
            *((filters.address(part=part), title, getattr(counts, part)) for part, title in titles.items()),
        ],
        "filters": filters,
        "kinds": PermitKind.choices,
        "first_days": terms.first,
        "sees_many_housers": actor.may(SEE_HOUSING),
    }
    return render(request, "housing/permits.html", context)


@require_GET
@needs(SEE_HOUSING, SEE_OWN_SITES, purpose=HOUSING_PERMITS)
def export(request: HttpRequest) -> HttpResponse:
    """The same permits as on the page, as a spreadsheet."""
    actor, today, filters = actor_in(request), timezone.localdate(), PermitFilters.of(request.GET)
    terms = terms_on(today)
    rows = filters.in_part(filters.narrow(permits_of(actor)), on=today, terms=terms)
    body = _xlsx([standing_permit(permit, on=today, terms=terms) for permit in rows], actor)
    headers = {"Content-Disposition": f'attachment; filename="permits-{today}.xlsx"', "Cache-Control": "no-store"}
    return HttpResponse(body, content_type=XLSX, headers=headers)


def _xlsx(permits: list[StandingPermit], actor: Actor) -> bytes:
    headings = [
        _("Site"), _("Code"), _("Address"), _("Municipality"), _("Houser"), _("Kind of permit"), _("Number"), _("Holder"),
        _("People"), _("First day"), _("Last day"), _("State"), _("Quality mark required"),
    ]  # fmt: skip
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, {"in_memory": True}) as book:
        sheet, bold = book.add_worksheet(), book.add_format({"bold": True})
        day = book.add_format({"num_format": "dd-mm-yyyy"})
        for column, heading in enumerate(headings):
            sheet.write_string(0, column, heading, bold)
        for row, stand in enumerate(permits, start=1):
            for column, value in enumerate(_values(stand, actor)):
                if isinstance(value, date):
                    sheet.write_datetime(row, column, value, day)
                elif isinstance(value, int):
                    sheet.write_number(row, column, value)
                elif value is not None:
                    sheet.write_string(row, column, value)
        sheet.freeze_panes(1, 0)
        sheet.set_column(0, len(headings), 22)
    return stream.getvalue()


def _values(stand: StandingPermit, actor: Actor) -> list[Any]:
    permit, site = stand.permit, stand.permit.site
    hidden = permit.holder_is_private and not may_see_papers(actor)
    return [
        site.name, site.code, site.address, site.municipality.name, site.houser.name,
        str(PermitKind(permit.kind).label), permit.number, _("a private person") if hidden else permit.holder,
        permit.capacity, permit.valid_from, stand.last_day, str(STANDING_TEXTS[stand.standing]),
        _("yes") if permit.needs_mark else "",
    ]  # fmt: skip
