"""The public register of sites: a page with a search box, csv and JSON. No log-in, no people, no private person."""

import csv
import io
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone, translation
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from thoes.foundation.documents.sheets import CONTENT_TYPES, SheetKind, harmless
from thoes.housing.models import SiteKind
from thoes.housing.public_register_texts import DEFINITIONS
from thoes.housing.queries.permits import QualityLabelOnDay
from thoes.housing.queries.public_register import PublicSite, public_municipalities, public_sites
from thoes.kernel.nights import current_night
from thoes.ui.files import attachment
from thoes.ui.lists import ASKED, Choice, Empty, ListPage, Number, Text, Words
from thoes.ui.templatetags.thoes_ui import day


def _until(name: Any, last_day: date | None) -> SafeString:
    if last_day is None:
        return format_html("{}, {}", name, _("no end"))
    return format_html("{}, {} {}", name, _("up to and including"), day(last_day, weekday=False))


def _permits(found: PublicSite) -> Any:
    return format_html_join("; ", "{}", ((_until(p.permit.get_kind_display(), p.last_day),) for p in found.permits))


def _quality_labels(found: PublicSite) -> Any:
    return format_html_join(
        "; ", "{}", ((_shown_quality_label(quality_label),) for quality_label in found.quality_labels)
    )


def _shown_quality_label(stand: QualityLabelOnDay) -> SafeString:
    said = _until(stand.quality_label.get_scheme_display(), stand.last_day)
    if not stand.lacks_status:
        return said
    note = gettext_lazy("status not stated in the extract of")
    return format_html("{} ({} {})", said, note, day(stand.quality_label.source_day, weekday=False))


REGISTER = ListPage(
    title=gettext_lazy("Public register of sites"),
    says=gettext_lazy(
        "Places where international workers are housed, as far as their municipality shows them to everybody. Homes of "
        "private persons and people are not in it."
    ),
    guard=lambda view: view,
    rows=lambda listing: public_sites(
        on=current_night(timezone.localtime()),
        municipality=listing.answer("municipality") or "",
        text=listing.answer("q") or "",
    ),
    filters=[
        Words(label=gettext_lazy("Name or address"), by=ASKED),
        Choice(
            name="municipality",
            label=gettext_lazy("Municipality"),
            choices=lambda _listing: [(town.pk, town.name) for town in public_municipalities()],
            any=gettext_lazy("All municipalities"),
            by=ASKED,
        ),
    ],
    order=gettext_lazy("By municipality"),
    columns=[
        Text(gettext_lazy("Site"), "site.name", "site.address", "site.name"),
        Text(gettext_lazy("Municipality"), "site.municipality.name"),
        Text(gettext_lazy("Kind"), "site.get_kind_display"),
        Number(gettext_lazy("People allowed"), "permitted", sort="permitted"),
        Text(gettext_lazy("Permit"), _permits),
        Text(gettext_lazy("Quality label"), _quality_labels),
    ],
    empty=Empty(gettext_lazy("No site here"), gettext_lazy("Nobody looked at a site yet, or none is shown."), "site"),
    template="housing/public_register.html",
    extra=lambda listing: {
        "towns": public_municipalities(),
        "definitions": DEFINITIONS.values(),
        "query": listing.request.GET.urlencode(),
    },
)


@require_safe
def as_csv(request: HttpRequest) -> HttpResponse:
    """The same sites as csv, in UTF-8 with a comma; the columns are called as in the JSON."""
    rows = _rows(request)
    stream = io.StringIO()
    writer = csv.DictWriter(stream, fieldnames=list(DEFINITIONS))
    writer.writeheader()
    for row in rows:
        flat = {name: "; ".join(value) if isinstance(value, list) else value for name, value in row.items()}
        writer.writerow({name: harmless(value) for name, value in flat.items()})
    return attachment(stream.getvalue().encode(), CONTENT_TYPES[SheetKind.CSV], f"register-{timezone.localdate()}.csv")


@require_safe
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
        "quality_labels": [_quality_label(quality_label) for quality_label in found.quality_labels],
    }


def _period(name: Any, last_day: Any) -> str:
    if last_day is None:
        return _("%(name)s, no end") % {"name": name}
    return _("%(name)s, up to and including %(day)s") % {"name": name, "day": last_day.isoformat()}


def _quality_label(stand: QualityLabelOnDay) -> str:
    said = _period(stand.quality_label.get_scheme_display(), stand.last_day)
    if not stand.lacks_status:
        return said
    return _("%(quality_label)s (status not stated in the extract of %(day)s)") % {
        "quality_label": said,
        "day": stand.quality_label.source_day.isoformat(),
    }


def _asked(request: HttpRequest, towns: list[str]) -> tuple[str, str]:
    municipality = request.GET.get("municipality", "")
    text = request.GET.get("q", "").replace("\0", "").strip()[:100]
    return text, municipality if municipality in towns else ""


def _in(language: str, text: Any) -> str:
    with translation.override(language):
        return str(text)
