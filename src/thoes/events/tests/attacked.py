"""What the attack tests try to reach of the events."""

import uuid
from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone

from thoes.events.domain.event import Event, Text, as_facts
from thoes.events.models import Act, EventCalendar, EventRecord, KeptEvent

SECRETS = ("Geheim overleg Venlo", "https://agenda.venlo.example/geheim.ics")


def rows(values: dict[str, Any]) -> dict[str, Any]:
    """A hidden event of Venlo, what was done about it, and the calendar that it comes from."""
    now = timezone.now()
    calendar = EventCalendar.objects.create(
        municipality_id="GM0983", name="Agenda", link=SECRETS[1], kept_by=uuid.uuid4(), kept_for=uuid.uuid4(), made_at=now,
    )  # fmt: skip
    begins = datetime(2027, 1, 5, 19, 30)
    event = Event(texts={"nl": Text(SECRETS[0])}, begins=begins, ends=begins + timedelta(hours=1))
    row = KeptEvent(municipality_id="GM0983", is_hidden=True, checked_on=now.date(), changed_at=now, made_at=now)
    row.lay(own=as_facts(event))
    row.save()
    record = EventRecord.objects.create(event=row, act=Act.ADDED, done_for="Gemeente Venlo", done_at=now)
    return {"event_id": row.pk, "event": row.pk, "record_id": record.pk, "calendar_id": calendar.pk}
