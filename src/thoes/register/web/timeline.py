"""The timeline of a site: a table of beds and days, made on the server, that reads and works without scripts."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_safe

from thoes.accounts.public import actor_in, needs
from thoes.housing.public import KEEP_NIGHT_REGISTER, SEE_OWN_SITES
from thoes.kernel.nights import current_night
from thoes.register.domain.timeline import RunKind, TooMany
from thoes.register.models import Stay
from thoes.register.permissions import RECORD_STAYS
from thoes.register.site_timeline import BedLine, RoomLines, RunOfBed, site_timeline
from thoes.register.web.shared import log_access, night_that_goes_on, own_site, views_of_site
from thoes.ui.days import day_in_words
from thoes.ui.forms import DayField

_DAY = timedelta(days=1)

KIND_WORDS = {
    RunKind.STAYING: gettext_lazy("sleeps here"),
    RunKind.EXPECTED: gettext_lazy("expected"),
    RunKind.OVERDUE: gettext_lazy("should have left"),
    RunKind.UNSURE: gettext_lazy("after the expected departure"),
    RunKind.OUT_OF_USE: gettext_lazy("out of use or not offered"),
}


@dataclass(frozen=True, slots=True)
class Span:
    """How many days are shown, how far a step goes, and how many days before tonight the first one lies."""

    days: int
    step: int
    before: int


# A week fits on a phone, a month on a desk.
SPANS = {"week": Span(7, 7, 1), "month": Span(31, 28, 3)}


@dataclass(frozen=True, slots=True)
class Cell:
    """Some nights in a row of the table: what they are, in a word for the style and in words for the reader."""

    kind: str
    nights: int
    stay: Stay | None = None
    words: str = ""
    text: str = ""


@require_safe
@needs(SEE_OWN_SITES, purpose=KEEP_NIGHT_REGISTER)
@transaction.atomic
def timeline(request: HttpRequest, site_id: UUID) -> HttpResponse:
    """Beds by room over a week or a month; `?from=` is the first day, `?span=` week or month (which the tabs choose)."""
    actor, night = actor_in(request), current_night(timezone.localtime())
    own_site(actor, site_id)
    span = request.GET.get("span", "") if request.GET.get("span", "") in SPANS else "month"
    first = _day(request.GET.get("from", "")) or night - SPANS[span].before * _DAY
    shown = site_timeline(
        actor=actor, site_id=site_id, from_date=first, until=first + SPANS[span].days * _DAY, night=night
    )
    log_access("timeline", shown.stays())
    step = SPANS[span].step * _DAY
    context = {
        "timeline": shown,
        "views": views_of_site(site_id),
        "rooms": [_room(room) for room in shown.rooms],
        "columns": [(day, day.isoweekday() > 5, day == night) for day in shown.days],
        "span": span,
        "spans": [(_address(None, name), words) for name, words in (("week", _("Week")), ("month", _("Month")))],
        "here": _address(None, span),
        "earlier": _address(first - step, span),
        "later": _address(first + step, span),
        "from_now": _address(None, span) if first != night - SPANS[span].before * _DAY else "",
        "last": shown.until - _DAY,
        "goes_on": night_that_goes_on(night),
        "legend": [(kind.value, words) for kind, words in KIND_WORDS.items()],
        "may_move": actor.may(RECORD_STAYS),
    }
    return render(request, "register/timeline.html", context)


def _day(text: str) -> date | None:
    try:
        day: date | None = DayField(required=False).clean(text)
    except ValidationError:
        return None
    return day if day is not None and abs(day - timezone.localdate()) < 20_000 * _DAY else None


def _address(first: date | None, span: str) -> str:
    return f"?{urlencode(({'from': first.isoformat()} if first else {}) | {'span': span})}"


def _room(room: RoomLines) -> dict[str, Any]:
    return {
        "unit": room.unit,
        "too_many": [_above(one) for one in room.too_many],
        "beds": [(line.bed, list(_cells(line))) for line in room.beds],
    }


def _above(one: TooMany) -> Cell:
    if one.most is None:
        return Cell("free", one.nights)
    words = ngettext("%(people)s person, at most %(most)s", "%(people)s people, at most %(most)s", one.people)
    return Cell("too-many", one.nights, words=words % {"people": one.people, "most": one.most}, text=str(one.people))


def _cells(line: BedLine) -> Iterator[Cell]:
    for of in line.runs:
        yield _of_somebody(of, of.stay) if of.stay is not None else _of_nobody(of)


def _of_nobody(of: RunOfBed) -> Cell:
    words = of.block.get_reason_display() if of.block is not None else KIND_WORDS.get(of.run.kind, "")
    return Cell(of.run.kind.value, of.run.nights, words=str(words))


def _of_somebody(of: RunOfBed, stay: Stay) -> Cell:
    edges = (" starts" if of.run.begins else "") + (" ends" if of.run.ends else "")
    left = stay.departure or stay.expected_departure
    dates = _("from %(arrival)s") if left is None else _("%(arrival)s to %(departure)s")
    said = dates % {"arrival": _short(stay.arrival), "departure": _short(left) if left else ""}
    return Cell(of.run.kind.value + edges, of.run.nights, stay, f"{said}, {KIND_WORDS[of.run.kind]}", stay.worker.name)


def _short(day: date) -> str:
    return day_in_words(day, "j M")
