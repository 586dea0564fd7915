"""What `accountability` says of itself."""

from functools import partial

from django.utils.translation import gettext_lazy as _

from thoes.accountability.models import Breach, BreachStep, OfficeStatement
from thoes.accountability.permissions import HANDLE_BREACHES, SEE_PROCESSING
from thoes.accountability.texts import REFUSAL_TEXTS
from thoes.accounts.public import STAFF
from thoes.foundation.modules import MenuItem, Module, RowPolicy, Table, watched_organisation, with_seen
from thoes.privacy.public import SEE_ACCESS_LOG, WATCH_OVER_USE

_OF_OFFICE = RowPolicy(watched_organisation(), watched_organisation(), "The privacy officer of the organisation")
# The breaches in this sub-select are themselves seen through their own policy.
_WITH_BREACH = with_seen("breach_id", "accountability_breach")

BY_OFFICER = _("The privacy officer")

_table = partial(Table, subjects=(STAFF,), purposes=(WATCH_OVER_USE,), origin=BY_OFFICER)

_TABLES = (
    _table(
        OfficeStatement,
        _("What an office says of its own processing"),
        seen_with=(SEE_PROCESSING,),
        policy=_OF_OFFICE,
        kept="What an office says of itself: functions and organisations, no worker",
    ),
    _table(
        Breach,
        _("A data breach, or an exercise of one"),
        seen_with=(HANDLE_BREACHES,),
        policy=_OF_OFFICE,
        kept="The record of a breach that AVG art. 33 lid 5 asks for: numbers and what was done; it names no worker",
    ),
    _table(
        BreachStep,
        _("A step that was taken in a breach"),
        seen_with=(HANDLE_BREACHES,),
        policy=RowPolicy(_WITH_BREACH, _WITH_BREACH, "Seen with the breach"),
        kept="What was done about a breach, and when; it names no worker",
    ),
)


MODULE = Module(
    name="accountability",
    permissions=(SEE_PROCESSING, HANDLE_BREACHES),
    menu=(
        MenuItem(_("Access log"), "accountability:access-log", SEE_ACCESS_LOG, order=60, icon="search"),
        MenuItem(_("Processing"), "accountability:processing", SEE_PROCESSING, order=61, icon="book"),
        MenuItem(_("Breaches"), "accountability:breaches", HANDLE_BREACHES, order=62, icon="alert"),
    ),
    tables=_TABLES,
    pages={
        "accountability.breach_numbers": _("Numbers of a breach, as a file"),
        "accountability.access_log": _("The access log"),
        "accountability.access_log_file": _("The access log, as a file"),
        "accountability.request": _("The accesses behind a request"),
    },
    refusals=REFUSAL_TEXTS,
)
