"""The board of a site by room, and tonight's list on screen and on paper."""

from datetime import date, datetime, time, timedelta
from uuid import UUID

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from thoes.accounts.public import Actor, actor_in, needs
from thoes.housing.public import KEEP_NIGHT_REGISTER, SEE_OWN_SITES
from thoes.kernel.nights import current_night
from thoes.register.documents.tonight import overdue_words, tonights_list_pdf
from thoes.register.models import Stay
from thoes.register.queries import NightAtSite, SiteDay, site_day
from thoes.register.site_board import Board, site_board
from thoes.register.web.forms import BoardDayForm
from thoes.register.web.shared import log_access, night_that_goes_on, own_site, views_of_site
from thoes.register.week_ahead import week_ahead
from thoes.ui.files import PDF, inline

_FILTERS = ("", "free", "overdue", "arriving", "leaving")


@require_safe
@needs(SEE_OWN_SITES, purpose=KEEP_NIGHT_REGISTER)
@transaction.atomic
def board(request: HttpRequest, site_id: UUID) -> HttpResponse:
    """Every room with its beds in a night, as believed now or, with `?known=`, at the end of an earlier day.

    `?show=` narrows to free beds, overdue, arriving or leaving people; `?q=` to rooms, beds and names with those words.
    """
    actor, now, today = actor_in(request), timezone.now(), current_night(timezone.localtime())
    here = own_site(actor, site_id)
    chosen = BoardDayForm(request.GET if "day" in request.GET or "known" in request.GET else None)
    days = chosen.cleaned_data if chosen.is_valid() else {}
    night, known = days.get("day") or today, days.get("known")
    known_at = _end_of(known) if known else None
    if known_at is not None and known_at >= now:
        known, known_at = None, None
    whole = site_board(actor=actor, site_id=site_id, night=night, known_at=known_at)
    show, text = request.GET.get("show", ""), request.GET.get("q", "").strip()[:100]
    show = show if show in _FILTERS else ""
    shown = whole.narrowed(show, text)
    log_access("board", shown.stays())
    context = {
        "board": shown,
        "whole": whole,
        "views": views_of_site(site_id),
        "filters": _filters(whole),
        "show": show,
        "q": text,
        "night": night,
        "known": known,
        "today": today,
        "goes_on": night_that_goes_on(night) if night == today else None,
        "earlier": night - timedelta(days=1),
        "later": night + timedelta(days=1),
        "day_form": BoardDayForm(initial={"day": night, "known": known}),
        "at": NightAtSite(whole.site, night),
        "local_fields": here.municipality.local_fields,
        "may_act": known is None and night >= today - timedelta(days=1),
    }
    return render(request, "register/board.html", context)


def _end_of(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day + timedelta(days=1), time.min))


def _filters(whole: Board) -> list[tuple[str, str, int]]:
    """What the board can be narrowed to, each with how many beds that shows."""
    labels = {
        "": _("All beds"),
        "free": _("Free"),
        "overdue": _("Overdue"),
        "arriving": _("Arrivals"),
        "leaving": _("Leaving"),
    }
    return [(show, label, whole.count(show or "all")) for show, label in labels.items()]


def _tonight(actor: Actor, site_id: UUID) -> SiteDay:
    own_site(actor, site_id)
    here = site_day(actor=actor, site_id=site_id, day=current_night(timezone.localtime()))
    log_access("tonight", here.present)
    return here


@require_safe
@needs(SEE_OWN_SITES, purpose=KEEP_NIGHT_REGISTER)
@transaction.atomic
def tonight(request: HttpRequest, site_id: UUID) -> HttpResponse:
    """Who sleeps here tonight, per room: to print, and kept on the phone for when there is no network."""
    here = _tonight(actor_in(request), site_id)
    rooms: dict[str, list[Stay]] = {}
    for stay in sorted(here.present, key=lambda s: (s.bed.unit.position, s.bed.unit.name, s.bed.position)):
        rooms.setdefault(stay.bed.unit.name, []).append(stay)
    context = {
        "here": here,
        "rooms": list(rooms.items()),
        "made_at": timezone.localtime(),
        "overdue": {stay.pk for stay in here.overdue},
        "overdue_words": overdue_words(len(here.overdue)),
    }
    response = render(request, "register/tonight.html", context)
    response["X-Keep-Offline"] = "1"
    return response


@require_safe
@needs(SEE_OWN_SITES, purpose=KEEP_NIGHT_REGISTER)
@transaction.atomic
def tonight_pdf(request: HttpRequest, site_id: UUID) -> HttpResponse:
    """Tonight's list as a PDF."""
    here = _tonight(actor_in(request), site_id)
    body = tonights_list_pdf(here, made_at=timezone.localtime(), language=get_language() or "nl")
    name = f"{here.site.code}-{here.day.isoformat()}.pdf"
    return inline(body, PDF, name)


@require_safe
@needs(SEE_OWN_SITES, purpose=KEEP_NIGHT_REGISTER)
@transaction.atomic
def coming_week(request: HttpRequest, site_id: UUID) -> HttpResponse:
    """Who comes and who leaves in the seven days from tonight on, with names, per day."""
    actor = actor_in(request)
    site = own_site(actor, site_id)
    days = week_ahead(actor=actor, site_id=site_id, first=current_night(timezone.localtime()))
    stays = [stay for ahead in days for stay in ahead.stays()]
    log_access("coming_week", stays)
    context = {"site": site, "views": views_of_site(site_id), "days": days, "is_empty": not stays}
    return render(request, "register/week_ahead.html", context)
