"""What `events` says of itself."""

from functools import partial

from django.utils.translation import gettext_lazy as _

from thoes.accounts.public import STAFF
from thoes.events.calendar_texts import REFUSAL_TEXTS as CALENDAR_TEXTS
from thoes.events.demo import make_events
from thoes.events.models import EventCalendar, EventRecord, KeptEvent
from thoes.events.permissions import KEEP_EVENTS, KEEP_EVENTS_PURPOSE
from thoes.events.texts import REFUSAL_TEXTS
from thoes.foundation.modules import (
    Also,
    MenuItem,
    Module,
    RowPolicy,
    Table,
    acting_kind,
    all_of,
    any_of,
    is_false,
    own_territory,
    unset,
    where,
)
from thoes.intake.public import RejectedLine, RememberedColumns, Run

_KEEPERS = any_of(own_territory(for_=(KEEP_EVENTS_PURPOSE,)), acting_kind("province", for_=(KEEP_EVENTS_PURPOSE,)))
_SHOWN_TO_ALL = all_of(is_false("is_hidden"), unset("gone_on"))
_OF_KEEPERS = where("event_id", "events_keptevent", _KEEPERS)

_table = partial(
    Table,
    subjects=(STAFF,),
    purposes=(KEEP_EVENTS_PURPOSE,),
    origin=_("The municipality or the province"),
    seen_with=(KEEP_EVENTS,),
)

MODULE = Module(
    name="events",
    permissions=(KEEP_EVENTS,),
    purposes=(KEEP_EVENTS_PURPOSE,),
    menu=(MenuItem(_("Events"), "events:list", KEEP_EVENTS, order=66, icon="calendar"),),
    tables=(
        _table(
            KeptEvent,
            _("What there is to do, and who of the staff checked it"),
            policy=RowPolicy(
                any_of(_KEEPERS, _SHOWN_TO_ALL),
                _KEEPERS,
                "Who keeps the events there; everybody finds what is not hidden and was not taken away",
            ),
        ),
        _table(
            EventRecord,
            _("What was done about an event, and by whom"),
            policy=RowPolicy(_OF_KEEPERS, _OF_KEEPERS, "Who keeps the events there"),
        ),
        _table(
            EventCalendar,
            _("A calendar of a municipality that events are taken from"),
            policy=RowPolicy(
                _KEEPERS, _KEEPERS, "Who keeps the events there: the address of a calendar may be its only lock"
            ),
        ),
    ),
    also=tuple(
        Also(table, purposes=(KEEP_EVENTS_PURPOSE,), seen_with=(KEEP_EVENTS,))
        for table in (Run, RejectedLine, RememberedColumns)
    ),
    named=("event",),
    refusals=REFUSAL_TEXTS | CALENDAR_TEXTS,
    demo=make_events,
)
