"""One event for who keeps it: add, change, its words in each language, and what can be done about it in one press."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any
from uuid import UUID

from babel import Locale
from babel.dates import format_date
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render, resolve_url
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from thoes.accounts.public import actor_in, decided, needs
from thoes.events import services
from thoes.events.access import kept_events
from thoes.events.domain.dates import LOOK_AHEAD, Occurrence, date_at, dates_of
from thoes.events.domain.event import SOURCE, Event
from thoes.events.mending import whole_event
from thoes.events.models import EventRecord, KeptEvent
from thoes.events.permissions import KEEP_EVENTS, KEEP_EVENTS_PURPOSE
from thoes.events.texts import SIGN_UP
from thoes.events.translations import translation_state
from thoes.events.web.forms import AboutForm, DateForm, EventForm, TextForm, about_of, filled_with
from thoes.events.web.mending import broken_page
from thoes.foundation.translated_texts import LANGUAGES_OF_THE_GUIDE, TranslationState, locale_of
from thoes.ui.form_pages import form_page, post_action

_DATES_SHOWN = 12
_may = needs(KEEP_EVENTS, purpose=KEEP_EVENTS_PURPOSE)


@require_safe
@_may
def event(request: HttpRequest, event_id: UUID) -> HttpResponse:
    """What everybody finds, the coming dates with their buttons, the languages, and what was done about it."""
    row, today = _kept(request, event_id), timezone.localdate()
    found = whole_event(row, on=today)
    if found is None:
        return broken_page(request, row)
    coming = dates_of(found, first=today, until=today + LOOK_AHEAD)
    own = {each["at"] for each in row.own.get("changes", ())}
    context = {
        "row": row,
        "event": found,
        "sign_up": SIGN_UP[found.sign_up],
        "dates": [(each, said_date(found, each), _at(each), _at(each) in own) for each in coming[:_DATES_SHOWN]],
        "more_dates": max(0, len(coming) - _DATES_SHOWN),
        "languages": [_language(found, code) for code in LANGUAGES_OF_THE_GUIDE if code != SOURCE],
        "spoken": [_language_name(code) for code in found.languages],
        "decisions": decided(
            (each.get_act_display(), each.done_for, each.done_at, each.done_by)
            for each in row.records.order_by("-pk")[:20]
        ),
    }
    return render(request, "events/event.html", context)


@_may
def add(request: HttpRequest) -> HttpResponse:
    """An event that is not there yet."""
    actor = actor_in(request)
    initial = {"upon": 0, "begins_on": request.GET.get("day", "")}
    form = EventForm(request.POST or None, actor=actor, initial=initial)
    return _event_page(
        request,
        form,
        lambda: services.add_event(
            actor=actor,
            event=_made(form),
            municipality=form.cleaned_data.get("municipality", actor.municipality_code or ""),
            is_hidden=form.cleaned_data["is_hidden"],
            **_today(),
        ),
        {"title": _("Add an event"), "crumb_url": reverse("events:list"), "crumb": _("Events")},
        back="events:list",
    )


@_may
def change(request: HttpRequest, event_id: UUID) -> HttpResponse:
    """Say how it is; of one from a calendar only what the calendar does not say."""
    row, actor = _kept(request, event_id), actor_in(request)
    before = whole_event(row, on=timezone.localdate())
    if before is None:
        return _filled_in_again(request, row)
    usual = {"upon": row.version, "is_hidden": row.is_hidden}
    form: AboutForm = (
        AboutForm(request.POST or None, event=before, initial={**about_of(before), **usual})
        if row.calendar
        else EventForm(request.POST or None, actor=actor, event=before, initial={**filled_with(before), **usual})
    )
    context = {
        "title": _("Change %(title)s") % {"title": row.title},
        "crumb_url": _page_of(row),
        "crumb": row.title,
        "row": row,
    }
    return _event_page(
        request,
        form,
        lambda: services.change_event(
            actor=actor,
            event_id=event_id,
            event=_made(form),
            is_hidden=form.cleaned_data["is_hidden"],
            upon=form.cleaned_data["upon"],
            **_today(),
        ),
        context,
        back=_page_of(row),
    )


def _filled_in_again(request: HttpRequest, row: KeptEvent) -> HttpResponse:
    """Of one that cannot be worked out; one of a calendar comes again with its calendar."""
    if row.calendar:
        raise Http404
    actor = actor_in(request)
    initial = {"title": row.title, "upon": row.version, "is_hidden": row.is_hidden}
    form = EventForm(request.POST or None, actor=actor, initial=initial)
    # It stays of the municipality that it is of.
    form.fields.pop("municipality", None)
    return _event_page(
        request,
        form,
        lambda: services.change_event(
            actor=actor,
            event_id=row.pk,
            event=_made(form),
            is_hidden=form.cleaned_data["is_hidden"],
            upon=form.cleaned_data["upon"],
            **_today(),
        ),
        {
            "title": _("Change %(title)s") % {"title": row.title},
            "crumb_url": _page_of(row),
            "crumb": row.title,
            "row": row,
        },
        back=_page_of(row),
    )


def _event_page(
    request: HttpRequest, form: AboutForm, save: Callable[[], EventRecord], context: dict[str, Any], *, back: str
) -> HttpResponse:
    """The form, with the coming dates in words when that was asked instead of saving."""
    if request.method == "POST" and "preview" in request.POST:
        today = timezone.localdate()
        if form.is_valid() and form.event:
            coming = dates_of(form.event, first=today, until=today + LOOK_AHEAD)
            context["preview"] = [said_date(form.event, each) for each in coming[:_DATES_SHOWN]]
            context["preview_more"] = max(0, len(coming) - _DATES_SHOWN)
            context["is_previewed"] = True
        return render(request, "events/edit.html", {"form": form, "back": resolve_url(back), **context})

    def saved() -> EventRecord:
        record = save()
        if lost := getattr(form, "lost", 0):
            messages.warning(
                request,
                ngettext(
                    "%(count)s date that was cancelled or moved is no date of this event any more. Look at the dates.",
                    "%(count)s dates that were cancelled or moved are no dates of this event any more. Look at the dates.",
                    lost,
                )
                % {"count": lost},
            )
        return record

    return form_page(
        request,
        form,
        saved,
        done=_("Saved. Check below whether the dates are right."),
        back=lambda made: _page_of(made.event) if made else back,
        context={**context, "back": resolve_url(back)},
        template="events/edit.html",
    )


@_may
def text(request: HttpRequest, event_id: UUID, language: str) -> HttpResponse:
    """The words in another language, beside the Dutch."""
    row = _kept(request, event_id)
    if language not in LANGUAGES_OF_THE_GUIDE or language == SOURCE:
        raise Http404
    found = _whole(row)
    own = found.texts.get(language)
    is_read = translation_state(found, language) is TranslationState.REVIEWED
    form = TextForm(
        request.POST or None,
        language=language,
        initial={**(own.words if own else {}), "is_read": is_read, "upon": row.version},
    )
    return form_page(
        request,
        form,
        lambda: services.write_text(
            actor=actor_in(request),
            event_id=event_id,
            language=language,
            text=form.text(),
            is_read=form.cleaned_data["is_read"],
            upon=form.cleaned_data["upon"],
            **_today(),
        ),
        done=_("Saved."),
        back=_page_of(row),
        undo=_undo,
        context={
            "title": _("In %(language)s: %(title)s") % {"language": _language_name(language), "title": row.title},
            "crumb_url": _page_of(row),
            "crumb": row.title,
            "source": found.texts[SOURCE],
        },
        template="events/text.html",
    )


@_may
def move(request: HttpRequest, event_id: UUID) -> HttpResponse:
    """One date at another time or place; which one stands in `?at=`."""
    row = _kept(request, event_id)
    found, at = _whole(row), _moment(request.GET.get("at", ""))
    usual = date_at(found, at)
    if usual is None:
        raise Http404
    place = usual.place
    initial = {
        "begins_on": usual.begins.date(),
        "begins_at": usual.begins.time(),
        "ends_at": usual.ends.time(),
        "where": usual.where,
        "street": place.street if place else "",
        "postcode": place.postcode if place else "",
        "town": place.town if place else "",
    }
    form = DateForm(request.POST or None, is_all_day=found.is_all_day, initial=initial)
    return form_page(
        request,
        form,
        lambda: services.move_date(actor=actor_in(request), event_id=event_id, change=form.change(usual), **_today()),
        done=_("Saved. The other dates stay as they are."),
        back=_page_of(row),
        undo=_undo,
        context={
            "title": _("Move the date of %(day)s") % {"day": said_date(found, usual)},
            "button": _("Move this date"),
            "crumb_url": _page_of(row),
            "crumb": row.title,
        },
    )


@require_POST
@_may
def cancel_date(request: HttpRequest, event_id: UUID) -> HttpResponse:
    """One date is not held."""
    at = _moment(request.POST.get("at", ""))
    words = _("This date is cancelled, and readers see that. The other dates stay as they are.")
    return _act(request, event_id, lambda: services.cancel_date(of=at, **_of(request, event_id)), words)


@require_POST
@_may
def put_date_back(request: HttpRequest, event_id: UUID) -> HttpResponse:
    """One date is as the others again."""
    at = _moment(request.POST.get("at", ""))
    return _act(
        request, event_id, lambda: services.put_date_back(of=at, **_of(request, event_id)), _("This date is put back.")
    )


@require_POST
@_may
def cancel(request: HttpRequest, event_id: UUID) -> HttpResponse:
    """None of its dates is held."""
    words = _("The event is cancelled, and readers see that.")
    return _act(request, event_id, lambda: services.cancel_event(**_of(request, event_id)), words)


@require_POST
@_may
def hold(request: HttpRequest, event_id: UUID) -> HttpResponse:
    """It is held after all."""
    return _act(
        request, event_id, lambda: services.hold_event(**_of(request, event_id)), _("The event is held after all.")
    )


@require_POST
@_may
def right(request: HttpRequest, event_id: UUID) -> HttpResponse:
    """Somebody looked, and it is right."""
    return _act(
        request, event_id, lambda: services.find_right(**_of(request, event_id)), _("Saved: this is right today.")
    )


@require_POST
@_may
def take_away(request: HttpRequest, event_id: UUID) -> HttpResponse:
    """It is shown to nobody."""
    words = _("The event is taken away. Nobody finds it any more.")
    return _act(request, event_id, lambda: services.take_away(**_of(request, event_id)), words)


@require_POST
@_may
def put_back(request: HttpRequest, event_id: UUID) -> HttpResponse:
    """It is shown again."""
    return _act(
        request, event_id, lambda: services.put_back(**_of(request, event_id)), _("Everybody finds this event again.")
    )


@require_POST
@_may
def undo(request: HttpRequest, event_id: UUID, record_id: int) -> HttpResponse:
    """Make it what it was before the last act."""
    return _act(
        request,
        event_id,
        lambda: services.undo(record_id=record_id, **_of(request, event_id)),
        _("Undone: the event is as it was before."),
    )


def said_date(event: Event, when: Occurrence) -> str:
    """A date in words: "Tuesday 8 December 2026, 19:30–21:30"."""
    language = locale_of(get_language() or SOURCE)
    day = _day(when.begins.date(), language)
    if event.is_all_day:
        return day if when.begins == when.ends else f"{day} – {_day(when.ends.date(), language)}"
    begins, ends = f"{when.begins:%H:%M}", f"{when.ends:%H:%M}"
    if when.ends.date() != when.begins.date() and (when.ends - when.begins).days:
        return f"{day}, {begins} – {_day(when.ends.date(), language)}, {ends}"
    return f"{day}, {begins}" if begins == ends else f"{day}, {begins}–{ends}"


def _day(day: date, language: str) -> str:
    return format_date(day, "full", locale=language)


def _act(request: HttpRequest, event_id: UUID, act: Callable[[], EventRecord], done: str) -> HttpResponse:
    """Back to the event with a word and a way to undo it, or with the reason why not."""
    return post_action(
        request,
        act,
        done=done,
        back=lambda made: reverse("events:event", args=[event_id]),
        undo=_undo,
        unknown=("event_not_yours",),
    )


def _undo(record: EventRecord) -> str:
    return reverse("events:undo", args=[record.event_id, record.pk]) if services.may_undo(record) else ""


def _kept(request: HttpRequest, event_id: UUID) -> KeptEvent:
    row = kept_events(actor_in(request)).filter(pk=event_id).first()
    if row is None:
        raise Http404
    return row


def _made(form: AboutForm) -> Event:
    assert form.event is not None  # a valid form has one
    return form.event


def _whole(row: KeptEvent) -> Event:
    found = whole_event(row, on=timezone.localdate())
    if found is None:
        raise Http404
    return found


def _page_of(row: KeptEvent) -> str:
    return reverse("events:event", args=[row.pk])


def _at(when: Occurrence) -> str:
    return when.at.isoformat(timespec="minutes")


def _moment(text: str) -> datetime:
    try:
        found = datetime.fromisoformat(text)
    except ValueError as wrong:
        raise Http404 from wrong
    if found.tzinfo is not None:
        raise Http404
    return found


def _today() -> dict[str, Any]:
    return {"on": timezone.localdate(), "at": timezone.now()}


def _of(request: HttpRequest, event_id: UUID) -> dict[str, Any]:
    return {"actor": actor_in(request), "event_id": event_id, **_today()}


def _language(event: Event, code: str) -> dict[str, Any]:
    state = translation_state(event, code)
    return {"code": code, "name": _language_name(code), "state": _STATES[state]()}


def _language_name(code: str) -> str:
    return Locale.parse(code).get_display_name(get_language() or SOURCE) or code


_STATES: dict[TranslationState, Callable[[], tuple[str, str]]] = {
    TranslationState.MISSING: lambda: ("neutral", _("Not there: readers see another language")),
    TranslationState.UNREVIEWED: lambda: ("warning", _("Not read by anybody")),
    TranslationState.OUT_OF_DATE: lambda: ("warning", _("The Dutch changed since")),
    TranslationState.REVIEWED: lambda: ("ok", _("Read beside the Dutch")),
}
