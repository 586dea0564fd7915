"""Write the access log."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from thoes.accounts.public import known_of
from thoes.foundation.tracing import current_trace
from thoes.privacy.context import who_acts
from thoes.privacy.models import ProcessingRecord


def record_access(*, activity: str, persons: Iterable[UUID], at: datetime, reference: str = "") -> UUID:
    """One record per person looked at, under the trace id of this request; call it in the transaction that reads.

    By whom and for which purpose is what the database was told for this transaction; raises `NoPurpose` when it was not.
    A list of forty people gives forty records: each of them may ask who looked. `reference` names the task.
    """
    acting, trace = who_acts(), current_trace()
    known = known_of(acting.actor)
    trace.looked = True
    ProcessingRecord.objects.bulk_create(
        [
            ProcessingRecord(
                trace_id=trace.id,
                at=at,
                activity=activity,
                purpose=acting.purpose,
                legal_ground=acting.purpose.legal_ground,
                actor_kind=known.kind,
                actor_id=known.user_id,
                organisation_id=known.organisation_id,
                municipality_code=known.municipality_code,
                code_hash=known.code_hash,
                reference=reference,
                person_id=person,
            )
            for person in dict.fromkeys(persons)
        ],
        batch_size=2_000,
    )
    return trace.id
