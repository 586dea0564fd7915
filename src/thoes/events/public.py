"""The door of `events`: what everybody may find of what there is to do."""

from thoes.events.domain.dates import LOOK_AHEAD, Occurrence, dates_of
from thoes.events.ics import CONTENT_TYPE, Worded, as_calendar
from thoes.events.queries import (
    Dated,
    PublicEvent,
    all_public_events,
    coming,
    events_state,
    next_of_each,
    places_with_events,
    public_event,
    public_events,
    worked_out,
)
from thoes.events.translations import translation_state
