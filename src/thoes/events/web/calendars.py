"""The calendars that events are taken from: their names and addresses, and what came of asking them."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.db.models import Max
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from thoes.accounts.public import Actor, actor_in, needs
from thoes.events.access import is_of_province, kept_calendars
from thoes.events.calendar_list import CalendarList
from thoes.events.calendars import ask_calendar, save_calendar
from thoes.events.models import Asked, EventCalendar
from thoes.events.permissions import KEEP_EVENTS, KEEP_EVENTS_PURPOSE
from thoes.events.removing import removed_calendars
from thoes.events.terms import kept_days
from thoes.intake.public import RunStatus, go_on
from thoes.places.public import municipality_names
from thoes.ui.form_pages import form_page
from thoes.ui.forms import Form

_may = needs(KEEP_EVENTS, purpose=KEEP_EVENTS_PURPOSE)
_TONES: dict[str, str] = {Asked.SAME: "ok", Asked.NEW: "arriving", Asked.UNREACHABLE: "warning"}


class CalendarForm(Form):
    """What a calendar is called, and where it is asked."""

    municipality = forms.ChoiceField(label=gettext_lazy("Kept by"), required=False)
    name = forms.CharField(label=gettext_lazy("Name of the calendar"), max_length=100)
    link = forms.CharField(
        label=gettext_lazy("Address of the calendar"),
        help_text=gettext_lazy(
            "It begins with https:// and gives a file that ends in .ics. We ask it once a day. Leave it empty when you hand"
            " in files yourself."
        ),
        max_length=500,
        required=False,
    )

    def __init__(self, *args: Any, actor: Actor, is_new: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if is_new and is_of_province(actor):
            choices = [("", _("All of Limburg")), *municipality_names().items()]
            self.fields["municipality"].choices = choices  # type: ignore[attr-defined]
        else:
            del self.fields["municipality"]


@require_safe
@_may
def calendars(request: HttpRequest) -> HttpResponse:
    """All of them, with what came of asking each, and those that were removed and can be put back."""
    actor, today = actor_in(request), timezone.localdate()
    rows = [
        (each, each.get_outcome_display(), _TONES.get(each.outcome, "error"))
        for each in kept_calendars(actor).annotate(came_on=Max("events__seen_on"))
    ]
    removed = [
        (each, each.gone_on + timedelta(days=kept_days(today))) for each in removed_calendars(actor) if each.gone_on
    ]
    return render(request, "events/calendars.html", {"rows": rows, "removed": removed})


@_may
def add(request: HttpRequest) -> HttpResponse:
    """A calendar that is not there yet."""
    actor = actor_in(request)
    form = CalendarForm(request.POST or None, actor=actor, is_new=True)
    return form_page(
        request,
        form,
        lambda: save_calendar(
            actor=actor,
            name=form.cleaned_data["name"],
            link=form.cleaned_data["link"],
            municipality=form.cleaned_data.get("municipality", actor.municipality_code or ""),
            at=timezone.now(),
        ),
        done=lambda made: (
            _("Saved. Ask it now, or hand in its file.") if made.link else _("Saved. Hand in its file now.")
        ),
        back="events:calendars",
        context={"title": _("Add a calendar"), "button": _("Save"), "crumb": _("Calendars")},
    )


@_may
def change(request: HttpRequest, calendar_id: UUID) -> HttpResponse:
    """Another name or address; from now on it is asked on behalf of who saves this."""
    row, actor = _kept(request, calendar_id), actor_in(request)
    form = CalendarForm(request.POST or None, actor=actor, is_new=False, initial={"name": row.name, "link": row.link})
    return form_page(
        request,
        form,
        lambda: save_calendar(
            actor=actor,
            name=form.cleaned_data["name"],
            link=form.cleaned_data["link"],
            municipality=row.municipality_id or "",
            at=timezone.now(),
            calendar_id=calendar_id,
        ),
        done=_("Saved."),
        back="events:calendars",
        context={"title": _("Change %(title)s") % {"title": row.name}, "button": _("Save"), "crumb": _("Calendars")},
    )


@require_POST
@_may
def ask(request: HttpRequest, calendar_id: UUID) -> HttpResponse:
    """Ask it now, and go on to what is to be looked at."""
    row = _kept(request, calendar_id)
    if not row.link:
        raise Http404
    answer = ask_calendar(row.pk, at=timezone.now(), on=timezone.localdate())
    if answer.run is not None:
        if answer.run.status == RunStatus.QUEUED:
            go_on(answer.run)
        return redirect(CalendarList.run_url(answer.run))
    say = messages.success if answer.outcome is Asked.SAME else messages.warning
    say(request, answer.outcome.label)
    return redirect(reverse("events:calendars"))


def _kept(request: HttpRequest, calendar_id: UUID) -> EventCalendar:
    row = kept_calendars(actor_in(request)).filter(pk=calendar_id).first()
    if row is None:
        raise Http404
    return row
