"""The board of a site by room, and tonight's list on screen and on paper."""

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from thoes.accounts.public import Actor, Permission, actor_in, needs
from thoes.housing.public import Bed
from thoes.register.documents.tonight import tonights_list_pdf
from thoes.register.models import Stay
from thoes.register.queries import SiteDay, site_day
from thoes.register.web.shared import log_looks, own_site

SHOWN = ("", "free", "overdue", "arriving", "leaving")


@dataclass(frozen=True, slots=True)
class BedLine:
    """A bed and who is in it, if anyone."""

    bed: Bed
    stay: Stay | None
    state: str


@require_GET
@needs(Permission.SEE_OWN_SITES)
@transaction.atomic
def board(request: HttpRequest, site_id: UUID) -> HttpResponse:
    """Every room with its beds on a day; `?show=` narrows to free beds, overdue, arriving or leaving people."""
    actor, today = actor_in(request), timezone.localdate()
    own_site(actor, site_id)
    day = _day_in(request) or today
    here = site_day(actor=actor, site_id=site_id, day=day)
    log_looks(actor, "board", here.present + here.leaving)
    show = request.GET.get("show", "")
    return render(
        request,
        "register/board.html",
        {
            "here": here,
            "rooms": _rooms(here, show if show in SHOWN else ""),
            "tabs": _tabs(here, day, today),
            "day": day,
            "today": today,
            "yesterday": day - timedelta(days=1),
            "tomorrow": day + timedelta(days=1),
        },
    )


def _day_in(request: HttpRequest) -> date | None:
    try:
        return parse_date(request.GET.get("day", ""))
    except ValueError:
        return None


def _rooms(here: SiteDay, show: str) -> list[tuple[str, list[BedLine]]]:
    by_bed = {stay.bed_id: stay for stay in here.present}
    usable = Q(out_of_use_from=None) | Q(out_of_use_from__gt=here.day)
    beds = Bed.objects.filter(usable, unit__site=here.site).select_related("unit")
    rooms: dict[str, list[BedLine]] = {}
    for bed in beds.order_by("unit__position", "unit__name", "position", "name"):
        stay = by_bed.get(bed.pk)
        line = BedLine(bed=bed, stay=stay, state=_state(stay, here))
        if not show or line.state == show:
            rooms.setdefault(bed.unit.name, []).append(line)
    return list(rooms.items())


def _state(stay: Stay | None, here: SiteDay) -> str:
    if stay is None:
        return "free"
    if stay in here.overdue:
        return "overdue"
    if stay in here.leaving:
        return "leaving"
    return "arriving" if stay in here.arriving else "neutral"


def _tabs(here: SiteDay, day: date, today: date) -> list[tuple[str, str, int]]:
    of_day = f"&day={day.isoformat()}" if day != today else ""
    first = f"?day={day.isoformat()}" if day != today else "?"
    return [
        (first, _("All beds"), here.beds),
        (f"?show=free{of_day}", _("Free"), here.free),
        (f"?show=overdue{of_day}", _("Overdue"), len(here.overdue)),
        (f"?show=arriving{of_day}", _("Arriving"), len(here.arriving)),
        (f"?show=leaving{of_day}", _("Leaving"), len(here.leaving)),
    ]


def _tonight(actor: Actor, site_id: UUID) -> SiteDay:
    own_site(actor, site_id)
    here = site_day(actor=actor, site_id=site_id, day=timezone.localdate())
    log_looks(actor, "tonight", here.present)
    return here


@require_GET
@needs(Permission.SEE_OWN_SITES)
@transaction.atomic
def tonight(request: HttpRequest, site_id: UUID) -> HttpResponse:
    """Who sleeps here tonight, per room: to print, and kept on the phone for when there is no network."""
    here = _tonight(actor_in(request), site_id)
    rooms: dict[str, list[Stay]] = {}
    for stay in sorted(here.present, key=lambda s: (s.bed.unit.position, s.bed.unit.name, s.bed.position)):
        rooms.setdefault(stay.bed.unit.name, []).append(stay)
    context = {"here": here, "rooms": list(rooms.items()), "made_at": timezone.localtime()}
    response = render(request, "register/tonight.html", context)
    response["X-Keep-Offline"] = "1"
    return response


@require_GET
@needs(Permission.SEE_OWN_SITES)
@transaction.atomic
def tonight_pdf(request: HttpRequest, site_id: UUID) -> HttpResponse:
    """Tonight's list as a PDF."""
    here = _tonight(actor_in(request), site_id)
    body = tonights_list_pdf(here, made_at=timezone.localtime(), language=get_language() or "nl")
    name = f"{here.site.code}-{here.day.isoformat()}.pdf"
    headers = {"Content-Disposition": f'inline; filename="{name}"'}
    return HttpResponse(body, content_type="application/pdf", headers=headers)
