"""The processing log in the shape of Logboek Dataverwerkingen 1.0 (Logius): one record for each person, as JSON lines.

How our columns are mapped, and where we fall short of the standard:

- `trace_id`: ours, of the request; the audit log has the same one, so who did it can be found there and not here.
- `span_id`: the number of the record in our log, in 16 hexadecimal digits. There is no `parent_span_id`: the action as a whole
  has no record of its own in this log.
- `status`: always `Ok`. A record is written in the transaction that answers; what went wrong leaves none.
- `start_time`, `end_time`: the same moment, in milliseconds. We do not measure how long something took.
- `dpl.core.processing_activity_id`: a URN with the code of the purpose. There is no public register of processing that it
  could point to.
- `dpl.core.data_subject_id`: the random number of the person, which leads to nobody once the identity was erased.
- A caller's `traceparent` is not taken over, and there is no `dpl.core.foreign_operation.processor`: no other application
  works through this one yet.
"""

import json
from collections.abc import Iterator
from datetime import datetime
from importlib.metadata import version
from typing import Any

from thoes.privacy.context import cross_tenant
from thoes.privacy.models import ProcessingRecord

SUBJECT_TYPE = "thoes-person-number"
_PART = 5_000


def processing_lines(*, since: datetime | None = None, until: datetime | None = None) -> Iterator[str]:
    """The records from `since` up to, not including, `until`, the oldest first, each a line of JSON. Of all organisations."""
    rows = ProcessingRecord.objects.order_by("pk")
    if since:
        rows = rows.filter(at__gte=since)
    if until:
        rows = rows.filter(at__lt=until)
    resource = {"attributes": {"service.name": "thoes", "service.version": version("thoes")}}
    # The office hands its whole log to a logbook; nobody's page shows this.
    last = 0
    while True:
        with cross_tenant():
            part = list(rows.filter(pk__gt=last)[:_PART])
        if not part:
            return
        last = part[-1].pk
        for row in part:
            yield json.dumps(_shaped(row, resource), ensure_ascii=False)


def _shaped(row: ProcessingRecord, resource: dict[str, Any]) -> dict[str, Any]:
    moment = int(row.at.timestamp() * 1000)
    return {
        "trace_id": row.trace_id.hex,
        "span_id": f"{row.pk:016x}",
        "status": "Ok",
        "name": row.activity,
        "start_time": moment,
        "end_time": moment,
        "resource": resource,
        "attributes": {
            "dpl.core.processing_activity_id": f"urn:thoes:processing:{row.purpose}",
            "dpl.core.data_subject_id": str(row.person_id),
            "dpl.core.data_subject_id_type": SUBJECT_TYPE,
        },
    }
