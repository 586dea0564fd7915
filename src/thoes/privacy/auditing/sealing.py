"""Seal what the logs hold: a link of the chain over the records that were added since the last one.

Writers do not wait for each other and never for a seal. A record takes its id before its transaction is over, so a lower
id may become visible after a higher one; a seal over ids must not be made while that can still happen. Whoever writes
to a table holds a lock on it (ROW EXCLUSIVE) from before an id is taken until the end of the transaction. So: read the
highest id that was given out, look who holds that lock, and seal up to that id once all of those are gone. The locks are
only looked at, nobody is held up; a list of 100,000 lines that is still being written delays the seal, not the check-ins.
"""

import time
from datetime import datetime, timedelta

from django.db import connection
from django.db.models import Max
from psycopg import sql

from thoes.privacy.auditing.hashing import ALGORITHM, FIRST, record_hash, seal_hash, size_of
from thoes.privacy.auditing.logs import LOGS, ChainedLog
from thoes.privacy.auditing.models import LogSeal
from thoes.privacy.context import cross_tenant

MOST_IN_A_SEAL = 10_000
_LOOK_AGAIN = 0.05
_PATIENCE = timedelta(seconds=5)
# The number of our advisory locks, so that two sealing jobs do not make the same seal.
_LOCK = 0x5EA1


def seal_logs(*, at: datetime, patience: timedelta = _PATIENCE) -> int:
    """Seal every log as far as it is settled; gives how many records. What is still being written waits for the next time."""
    return sum(_seal(log, number, at=at, patience=patience) for number, log in enumerate(LOGS))


def _seal(log: ChainedLog, lock: int, *, at: datetime, patience: timedelta) -> int:
    # A seal covers the records of all organisations.
    with cross_tenant():
        if not _is_first_to_seal(lock):
            return 0
        top = _settled_up_to(log, patience=patience)
        sealed = 0
        while top is not None:
            last = LogSeal.objects.filter(log=log.name).order_by("-number").first()
            added = _add_seal(log, last, top=top, at=at)
            sealed += added
            if added < MOST_IN_A_SEAL:
                break
        return sealed


def _add_seal(log: ChainedLog, last: LogSeal | None, *, top: int, at: datetime) -> int:
    after = last.up_to_id if last else 0
    records = list(log.records(after=after, up_to=top, most=MOST_IN_A_SEAL))
    if not records:
        return 0
    columns = log.layouts[-1]
    # The chain runs on from the last record of the seal before.
    before = bytes(last.hashes)[-size_of(last.algorithm) :] if last else FIRST
    hashes = []
    for record in records:
        before = record_hash(ALGORITHM, before=before, content={name: record[name] for name in columns})
        hashes.append(before)
    seal = LogSeal(
        log=log.name,
        number=last.number + 1 if last else 1,
        sealed_at=at,
        algorithm=ALGORITHM,
        layout=log.layout,
        after_id=after,
        # Ids above the last record that were given out and never used are closed too.
        up_to_id=records[-1]["id"] if len(records) == MOST_IN_A_SEAL else top,
        record_ids=[record["id"] for record in records],
        hashes=b"".join(hashes),
        previous_seal_hash=bytes(last.seal_hash) if last else FIRST,
    )
    seal.seal_hash = hash_of_seal(seal)
    seal.save(force_insert=True)
    return len(records)


def hash_of_seal(seal: LogSeal) -> bytes:
    """What the hash of a seal comes to, from what it says now."""
    return seal_hash(
        seal.algorithm,
        log=seal.log,
        number=seal.number,
        sealed_at=seal.sealed_at,
        layout=seal.layout,
        after_id=seal.after_id,
        up_to_id=seal.up_to_id,
        record_ids=seal.record_ids,
        hashes=bytes(seal.hashes),
        previous=bytes(seal.previous_seal_hash),
    )


def _is_first_to_seal(lock: int) -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s, %s)", [_LOCK, lock])
        return bool(cursor.fetchone()[0])


def _settled_up_to(log: ChainedLog, *, patience: timedelta) -> int | None:
    """The highest id up to which no record can appear any more; None while a writer takes longer than our patience."""
    top = _highest_id_given_out(log)
    writers, until = _writers(log), time.monotonic() + patience.total_seconds()
    while writers:
        if time.monotonic() >= until:
            return None
        time.sleep(_LOOK_AGAIN)
        writers &= _writers(log)
    return top


def _highest_id_given_out(log: ChainedLog) -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_get_serial_sequence(%s, 'id')", [log.table])
        sequence = sql.Identifier(*cursor.fetchone()[0].split("."))
        cursor.execute(sql.SQL("SELECT last_value, is_called FROM {}").format(sequence))
        last, is_called = cursor.fetchone()
    # Records that were put back with their old ids may lie above the counter.
    highest: int = log.model._default_manager.aggregate(highest=Max("pk"))["highest"] or 0
    return max(highest, last if is_called else 0)


def _writers(log: ChainedLog) -> set[str]:
    """The transactions, but not our own, that may have taken an id of this log and are not over."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT virtualtransaction FROM pg_locks WHERE locktype = 'relation' AND relation = %s::regclass"
            " AND database = (SELECT oid FROM pg_database WHERE datname = current_database())"
            " AND mode = 'RowExclusiveLock' AND granted AND pid IS DISTINCT FROM pg_backend_pid()",
            [log.table],
        )
        return {transaction for (transaction,) in cursor.fetchall()}
