"""Which events somebody keeps: a municipality its own, the province all of them, those of all Limburg too."""

from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet

from thoes.accounts.public import Actor
from thoes.events.models import EventCalendar, KeptEvent
from thoes.events.permissions import KEEP_EVENTS
from thoes.kernel.refusals import Refusal
from thoes.places.public import OrganisationKind


def is_of_province(actor: Actor) -> bool:
    return actor.organisation_kind == OrganisationKind.PROVINCE


def keeps(actor: Actor, municipality: str) -> bool:
    """Whether the actor keeps the events of this municipality ("" is of all Limburg)."""
    return actor.may(KEEP_EVENTS) and (is_of_province(actor) or actor.municipality_code == municipality != "")


def kept_events(actor: Actor) -> QuerySet[KeptEvent]:
    """Those that the actor may change."""
    if not actor.may(KEEP_EVENTS):
        return KeptEvent.objects.none()
    events = KeptEvent.objects.select_related("municipality", "calendar")
    return events if is_of_province(actor) else events.filter(municipality=actor.municipality_code)


def kept_calendars(actor: Actor) -> QuerySet[EventCalendar]:
    """The calendars that the actor takes events from, without those that were removed."""
    if not actor.may(KEEP_EVENTS):
        return EventCalendar.objects.none()
    calendars = EventCalendar.objects.filter(gone_on=None).select_related("municipality").order_by("name", "pk")
    return calendars if is_of_province(actor) else calendars.filter(municipality=actor.municipality_code)


def event_to_keep(actor: Actor, event_id: UUID) -> KeptEvent:
    """One of them, locked for what is done about it; refused where it is not the actor's."""
    if not actor.may(KEEP_EVENTS):
        raise PermissionDenied
    found = kept_events(actor).select_related(None).select_for_update(of=("self",)).filter(pk=event_id).first()
    if found is None:
        raise Refusal("event_not_yours")
    return found
