"""The public register of sites: a page with a search box, csv and JSON. No log-in, no people, no private person."""

import csv
import io
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from thoes.housing.models import SiteKind
from thoes.housing.public_register_texts import DEFINITIONS
from thoes.housing.queries.permits import StandingMark
from thoes.housing.queries.public_register import PublicSite, public_municipalities, public_sites
from thoes.housing.web.site_table import cell_for_csv
from thoes.kernel.nights import current_night

_PER_PAGE = 25


@require_GET
def register(request: HttpRequest) -> HttpResponse:
    """The page; while no municipality shows its register it says so."""
    towns = public_municipalities()
    text, municipality = _asked(request, [town.pk for town in towns])
    today = current_night(timezone.localtime())
    found = public_sites(on=today, municipality=municipality, text=text)
    context = {
        "page": Paginator(found, _PER_PAGE).get_page(request.GET.get("page")),
        "towns": towns,
        "choices": [(town.pk, town.name) for town in towns],
        "municipality": municipality,
        "text": text,
        "today": today,
        "definitions": DEFINITIONS.values(),
        "query": request.GET.urlencode(),
    }
    return render(request, "housing/public_register.html", context)


@require_GET
def as_csv(request: HttpRequest) -> HttpResponse:
    """The same sites as csv, in UTF-8 with a comma; the columns are called as in the JSON."""
    rows = _rows(request)
    stream = io.StringIO()
    writer = csv.DictWriter(stream, fieldnames=list(DEFINITIONS))
    writer.writeheader()
    for row in rows:
        flat = {name: "; ".join(value) if isinstance(value, list) else value for name, value in row.items()}
        writer.writerow({name: cell_for_csv(value) for name, value in flat.items()})
    headers = {"Content-Disposition": f'attachment; filename="register-{timezone.localdate()}.csv"'}
    return HttpResponse(stream.getvalue().encode("utf-8"), content_type="text/csv; charset=utf-8", headers=headers)


@require_GET
def as_json(request: HttpRequest) -> JsonResponse:
    """The same sites as open data, with the day and what each column means in Dutch and English."""
    rows = _rows(request)
    definitions = {
        name: {language: _in(language, text) for language in ("nl", "en")} for name, text in DEFINITIONS.items()
    }
    towns = [
        {
            "code": town.pk,
            "name": town.name,
            "since": timezone.localtime(town.since).date().isoformat(),
            "ground": town.ground,
        }
        for town in public_municipalities()
    ]
    body = {
        "as_of": timezone.localdate().isoformat(),
        "definitions": definitions,
        "municipalities": towns,
        "sites": rows,
    }
    # Open data may be fetched by a page of somebody else.
    return JsonResponse(body, headers={"Access-Control-Allow-Origin": "*"}, json_dumps_params={"ensure_ascii": False})


def _rows(request: HttpRequest) -> list[dict[str, Any]]:
    text, municipality = _asked(request, [town.pk for town in public_municipalities()])
    tonight = current_night(timezone.localtime())
    return [_row(found) for found in public_sites(on=tonight, municipality=municipality, text=text)]


def _row(found: PublicSite) -> dict[str, Any]:
    site = found.site
    return {
        "code": site.code,
        "name": site.name,
        "street": site.street,
        "house_number": site.house_number,
        "postcode": site.postcode,
        "town": site.town,
        "municipality": site.municipality.name,
        "municipality_code": site.municipality_id,
        "kind": site.kind,
        "kind_name": str(SiteKind(site.kind).label) if site.kind else "",
        "permitted_people": found.permitted,
        "permits": [_period(permit.permit.get_kind_display(), permit.last_day) for permit in found.permits],
        "quality_marks": [_mark(mark) for mark in found.marks],
    }


def _period(name: Any, last_day: Any) -> str:
    if last_day is None:
        return _("%(name)s, no end") % {"name": name}
    return _("%(name)s, until and including %(day)s") % {"name": name, "day": last_day.isoformat()}


def _mark(stand: StandingMark) -> str:
    said = _period(stand.mark.get_scheme_display(), stand.last_day)
    if not stand.lacks_status:
        return said
    return _("%(mark)s (status not stated in the extract of %(day)s)") % {
        "mark": said,
        "day": stand.mark.source_day.isoformat(),
    }


def _asked(request: HttpRequest, towns: list[str]) -> tuple[str, str]:
    municipality = request.GET.get("municipality", "")
    text = request.GET.get("q", "").replace("\0", "").strip()[:100]
    return text, municipality if municipality in towns else ""


def _in(language: str, text: Any) -> str:
    with translation.override(language):
        return str(text)
