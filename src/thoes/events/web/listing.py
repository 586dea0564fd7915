"""All events for who keeps them: those that nobody confirmed on top, and the next date of each."""

from functools import partial
from typing import Any

from django.db.models import Case, IntegerField, Q, Value, When
from django.utils.translation import gettext_lazy as _

from thoes.accounts.public import needs
from thoes.events.access import is_of_province, kept_events
from thoes.events.domain.dates import next_date
from thoes.events.models import KeptEvent
from thoes.events.permissions import KEEP_EVENTS, KEEP_EVENTS_PURPOSE
from thoes.events.queries import overdue, shown, worked_out
from thoes.places.public import municipality_names
from thoes.ui.lists import Action, Choice, Day, Empty, Link, Listing, ListPage, Part, Parts, State, Text, Words

_OVERDUE = ("warning", _("Check again"))
_SHOWN = ("ok", _("Shown"))
_HIDDEN = ("neutral", _("Hidden"))
_GONE = ("neutral", _("Taken away"))
_CANCELLED = ("warning", _("Cancelled"))


def _is_late(listing: Listing) -> Q:
    return shown() & overdue(on=listing.today) & (Q(last_on=None) | Q(last_on__gte=listing.today))


def _rows(listing: Listing) -> Any:
    late_first = Case(When(_is_late(listing), then=Value(0)), default=Value(1), output_field=IntegerField())
    return kept_events(listing.actor).annotate(place=late_first).order_by("place", "title", "pk")


def _shown(listing: Listing, rows: Any) -> Any:
    late = set(kept_events(listing.actor).filter(_is_late(listing)).values_list("pk", flat=True))
    for row in rows:
        # One that cannot be worked out stands here as one to check, without a date.
        event = worked_out(row.pk, partial(getattr, row, "event"))
        following = worked_out(row.pk, partial(next_date, event, on=listing.today)) if event else None
        row.next_on = following.begins.date() if following else None
        is_late = row.pk in late or event is None
        row.state = _state(row, is_late=is_late, is_cancelled=bool(event and event.is_cancelled))
    return rows


def _state(row: KeptEvent, *, is_late: bool, is_cancelled: bool) -> tuple[str, Any]:
    if row.gone_on:
        return _GONE
    if row.is_hidden:
        return _HIDDEN
    if is_cancelled:
        return _CANCELLED
    return _OVERDUE if is_late else _SHOWN


def _municipalities(listing: Listing) -> list[tuple[str, str]]:
    return list(municipality_names().items()) if is_of_province(listing.actor) else []


def _where(row: KeptEvent) -> Any:
    return row.municipality.name if row.municipality else _("All of Limburg")


LIST = ListPage(
    title=_("Events"),
    says=_("Everybody finds these in the guide, in nine languages. What nobody checked for half a year stands on top."),
    guard=needs(KEEP_EVENTS, purpose=KEEP_EVENTS_PURPOSE),
    rows=_rows,
    shown=_shown,
    filters=[
        Words("title", label=_("Title")),
        Choice(name="municipality", label=_("Municipality"), choices=_municipalities),
    ],
    parts=Parts(
        [
            Part("", _("To come"), lambda listing: shown() & (Q(last_on=None) | Q(last_on__gte=listing.today))),
            Part("overdue", _("To check"), _is_late),
            Part("hidden", _("Hidden"), lambda listing: Q(is_hidden=True, gone_on=None)),
            Part("past", _("Over"), lambda listing: Q(gone_on=None, last_on__lt=listing.today)),
            Part("gone", _("Taken away"), lambda listing: Q(gone_on__isnull=False)),
        ]
    ),
    columns=[
        Link(_("Title"), "title", under=_where, to="events:event", sort="title"),
        Day(_("Next date"), "next_on", missing=_("none")),
        State(_("State"), "state"),
        Text(_("From calendar"), lambda row: row.calendar.name if row.calendar else ""),
        Day(_("Last checked"), "checked_on", sort="checked_on"),
    ],
    empty=Empty(
        _("No events yet"),
        _("Add what is held in your municipality, or take in the calendar that you have."),
        "calendar",
        action=Action(_("Add an event"), "events:add", "plus"),
    ),
    file="events",
    primary=Action(_("Add an event"), "events:add", "plus"),
    more=[Action(_("Calendars"), "events:calendars", "calendar")],
)
