"""All sites of the own organisation or territory: in a table, as a spreadsheet and as csv. Without people."""

import csv
import io
from collections.abc import Iterator
from typing import Any

import xlsxwriter
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from thoes.accounts.public import Actor, actor_in, needs
from thoes.housing.access import may_see_papers, visible_sites
from thoes.housing.missing import Missing
from thoes.housing.models import Facility, SiteKind
from thoes.housing.permissions import HOUSING_PERMITS, MANAGE_PERMITS, SEE_HOUSING, SEE_OWN_SITES
from thoes.housing.queries import terms_on
from thoes.housing.queries.site_table import per_town, table_of_sites
from thoes.housing.web.permit_list import XLSX
from thoes.housing.web.site_filters import Look, MarkState, Order, PermitState, SiteFilters
from thoes.kernel.nights import current_night
from thoes.places.public import Municipality, Organisation

_PER_PAGE = 25
_PERMIT_TONES = {"valid": "ok", "ends_soon": "warning", "not_in_force": "overdue", "none": "neutral"}


@require_GET
@needs(SEE_HOUSING, SEE_OWN_SITES, purpose=HOUSING_PERMITS)
def all_sites(request: HttpRequest) -> HttpResponse:
    """The page."""
    actor, filters = actor_in(request), SiteFilters.of(request.GET)
    today = current_night(timezone.localtime())
    table = table_of_sites(actor, on=today, terms=terms_on(today))
    towns = per_town(filters.narrow_rest(table))
    page = Paginator(filters.sorted(filters.narrow(table)), _PER_PAGE).get_page(request.GET.get("page"))
    sees_many_towns = not actor.municipality_code
    context = {
        "page": page,
        "rows": [_row(site) for site in page.object_list],
        "filters": filters,
        "columns": [
            (order.label, filters.sort_address(order), filters.aria_sort(order))
            for order in Order
            if sees_many_towns or order != Order.TOWN
        ],
        "sees_many_towns": sees_many_towns,
        "beds": sum(town.beds for town in towns if not filters.municipality or town.code == filters.municipality),
        "export": filters.address(),
        "is_own": actor.may(SEE_OWN_SITES),
        "may_publish": actor.may(MANAGE_PERMITS),
        **_choices(actor, sees_many_towns=sees_many_towns),
    }
    return render(request, "housing/all_sites.html", context)


@require_GET
@needs(SEE_HOUSING, SEE_OWN_SITES, purpose=HOUSING_PERMITS)
def export_xlsx(request: HttpRequest) -> HttpResponse:
    """The sites of the page, all pages of it, as a spreadsheet."""
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, {"in_memory": True}) as book:
        sheet, bold = book.add_worksheet(_("Sites")), book.add_format({"bold": True})
        for index, row in enumerate(_file_rows(request)):
            for column, value in enumerate(row):
                if isinstance(value, str):
                    sheet.write_string(index, column, value, None if index else bold)
                elif value is not None:
                    sheet.write_number(index, column, value)
        sheet.freeze_panes(1, 0)
        sheet.set_column(0, 25, 18)
    return _file(stream.getvalue(), XLSX, "xlsx")


@require_GET
@needs(SEE_HOUSING, SEE_OWN_SITES, purpose=HOUSING_PERMITS)
def export_csv(request: HttpRequest) -> HttpResponse:
    """The same rows as csv with semicolons and a byte order mark, as Dutch spreadsheet programs want it."""
    stream = io.StringIO()
    csv.writer(stream, delimiter=";").writerows([cell_for_csv(value) for value in row] for row in _file_rows(request))
    return _file(stream.getvalue().encode("utf-8-sig"), "text/csv; charset=utf-8", "csv")


def cell_for_csv(value: Any) -> Any:
    """A text that a spreadsheet program would take for a formula gets an apostrophe in front."""
    return f"'{value}" if isinstance(value, str) and value[:1] in ("=", "+", "-", "@", "\t", "\r") else value


def _choices(actor: Actor, *, sees_many_towns: bool) -> dict[str, Any]:
    sites = visible_sites(actor).order_by()
    return {
        "municipalities": Municipality.objects.filter(site__in=sites).distinct().order_by("name")
        if sees_many_towns
        else [],
        "housers": []
        if actor.may(SEE_OWN_SITES)
        else [(str(o.pk), o.name) for o in Organisation.objects.filter(sites__in=sites).distinct().order_by("name")],
        "kinds": [*SiteKind.choices, ("unknown", _("Not known"))],
        "permit_states": PermitState.choices,
        "mark_states": MarkState.choices,
        "looks": Look.choices,
    }


def _row(site: Any) -> dict[str, Any]:
    state = PermitState(site.permit)
    return {
        "site": site,
        "permit": state.label,
        "permit_tone": _PERMIT_TONES[state],
        "marks": [label for scheme, label in (("snf", "SNF"), ("akf", "AKF")) if getattr(site, f"has_{scheme}")],
        "missing": _missing(site),
    }


def _missing(site: Any) -> list[str]:
    return [str(each.label) for each in Missing if getattr(site, f"lacks_{each}")]


def _file_rows(request: HttpRequest) -> Iterator[list[Any]]:
    actor, filters, today = actor_in(request), SiteFilters.of(request.GET), current_night(timezone.localtime())
    sees_phone = may_see_papers(actor)
    yield [
        _("Site"), _("Code"), _("Street"), _("House number"), _("Postcode"), _("Town"), _("Municipality"),
        _("Municipality code"), _("Houser"), _("Kind"), _("Rooms"), _("Beds in use"), _("People allowed by permits"),
        _("Number of people by the houser"), _("Permit"), _("Valid quality marks"), _("Open shortcomings"),
        _("Living area in m²"), _("Number of showers"), _("Number of toilets"), _("Facilities"),
        _("Distance to work in km"), _("Not filled in"),
        *([_("Telephone number for emergencies")] if sees_phone else []),
    ]  # fmt: skip
    sites = filters.sorted(filters.narrow(table_of_sites(actor, on=today, terms=terms_on(today))))
    for site in sites:
        yield [*_file_row(site), *([site.contact_phone] if sees_phone else [])]


def _file_row(site: Any) -> list[Any]:
    facilities = ", ".join(str(each.label) for each in Facility if each in site.facilities)
    marks = [scheme.upper() for scheme in ("snf", "akf") if getattr(site, f"has_{scheme}")]
    return [
        site.name, site.code, site.street, site.house_number, site.postcode, site.town, site.municipality.name,
        site.municipality_id, site.houser.name, str(SiteKind(site.kind).label) if site.kind else "", site.rooms,
        site.beds, site.capacity, site.permitted_capacity, str(PermitState(site.permit).label), ", ".join(marks),
        site.open_findings, _number(site.living_area), site.showers, site.toilets, facilities, _number(site.km_to_work),
        ", ".join(_missing(site)),
    ]  # fmt: skip


def _number(value: Any) -> float | None:
    return None if value is None else float(value)


def _file(body: bytes, kind: str, ending: str) -> HttpResponse:
    name = f"sites-{timezone.localdate()}.{ending}"
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"}
    return HttpResponse(body, content_type=kind, headers=headers)
