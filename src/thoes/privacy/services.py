"""Write the log of looks."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from thoes.accounts.public import Actor
from thoes.foundation.tracing import current_trace
from thoes.privacy.models import ProcessingRecord
from thoes.privacy.purposes import PURPOSES, Purpose


def record_looks(
    *, actor: Actor, activity: str, purpose: Purpose, persons: Iterable[UUID], at: datetime, reference: str = ""
) -> UUID:
    """One record per person looked at, under the trace id of this request; call it in the transaction that reads.

    A list of forty people gives forty records: each of them may ask who looked. `reference` names the task.
    """
    trace = current_trace()
    trace.looked = True
    ProcessingRecord.objects.bulk_create(
        [
            ProcessingRecord(
                trace_id=trace.id,
                at=at,
                activity=activity,
                purpose=purpose,
                legal_ground=PURPOSES[purpose].legal_ground,
                actor_id=actor.user_id,
                organisation_id=actor.organisation_id,
                municipality_code=actor.municipality_code,
                reference=reference,
                person_id=person,
            )
            for person in dict.fromkeys(persons)
        ],
        batch_size=2_000,
    )
    return trace.id
