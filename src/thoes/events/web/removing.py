"""A calendar is removed, with what becomes of its events chosen and said beforehand; and put back."""

from typing import Any
from uuid import UUID

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST

from thoes.accounts.public import actor_in, needs
from thoes.events.access import kept_calendars
from thoes.events.models import EventCalendar
from thoes.events.permissions import KEEP_EVENTS, KEEP_EVENTS_PURPOSE
from thoes.events.removing import OfCalendar, events_of, put_calendar_back, remove_calendar
from thoes.events.terms import kept_days
from thoes.ui.form_pages import form_page, post_action
from thoes.ui.forms import Form

_may = needs(KEEP_EVENTS, purpose=KEEP_EVENTS_PURPOSE)
_GO, _STAY = "go", "stay"


class RemoveForm(Form):
    """What becomes of the events; of a calendar without any nothing is asked."""

    events = forms.ChoiceField(
        label=gettext_lazy("What becomes of its events?"),
        choices=[
            (_GO, gettext_lazy("They go too: nobody finds them any more")),
            (_STAY, gettext_lazy("They stay, as events of your own: you change them here, day and place too")),
        ],
        widget=forms.RadioSelect,
    )

    def __init__(self, *args: Any, has_events: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not has_events:
            del self.fields["events"]


@_may
def remove(request: HttpRequest, calendar_id: UUID) -> HttpResponse:
    """How many events it is about, and the choice."""
    row, today = kept_calendars(actor_in(request)).filter(pk=calendar_id).first(), timezone.localdate()
    if row is None:
        raise Http404
    about = events_of(row, on=today)
    form = RemoveForm(request.POST or None, has_events=row.events.exists())
    return form_page(
        request,
        form,
        lambda: remove_calendar(
            actor=actor_in(request),
            calendar_id=calendar_id,
            events_stay=form.cleaned_data.get("events") == _STAY,
            on=today,
            at=timezone.now(),
        ),
        done=_done,
        back=reverse("events:calendars"),
        undo=lambda made: reverse("events:put-calendar-back", args=[made.pk]),
        context={
            "title": _("Remove the calendar %(title)s") % {"title": row.name},
            "intro": f"{_about(about)} {_what_follows(days=kept_days(today))}",
            "button": _("Remove this calendar"),
            "crumb": _("Calendars"),
            "negative": True,
        },
    )


@require_POST
@_may
def put_back(request: HttpRequest, calendar_id: UUID) -> HttpResponse:
    """As if it was not removed."""
    return post_action(
        request,
        lambda: put_calendar_back(
            actor=actor_in(request), calendar_id=calendar_id, on=timezone.localdate(), at=timezone.now()
        ),
        done=_("The calendar is back, and its events are as they were before."),
        back=lambda _made: reverse("events:calendars"),
        unknown=("calendar_not_yours",),
    )


def _about(about: OfCalendar) -> str:
    if not about.shown + about.not_shown:
        return _("There is no event to come of this calendar.")
    found = ngettext(
        "Everybody finds %(count)s event of this calendar now.",
        "Everybody finds %(count)s events of this calendar now.",
        about.shown,
    ) % {"count": about.shown}
    if not about.not_shown:
        return found
    more = ngettext(
        "%(count)s more is hidden or was taken away.",
        "%(count)s more are hidden or were taken away.",
        about.not_shown,
    ) % {"count": about.not_shown}
    return f"{found} {more}"


def _what_follows(*, days: int) -> str:
    return _(
        "We do not ask its address any more. You can put the calendar back for %(days)s days; after that its address and what"
        " went with it are forgotten."
    ) % {"days": days}


def _done(made: EventCalendar) -> str:
    return _("The calendar %(title)s is removed.") % {"title": made.name}
