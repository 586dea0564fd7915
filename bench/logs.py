"""The chained logs: writers that wait for nobody beside a chain that is joined at each write; sealing and verifying many."""

import threading
import time
import uuid

from django.db import connection, transaction
from django.utils import timezone

from bench.report import compare, console, seconds
from bench.scale import scaled
from thoes.accounts.public import Actor
from thoes.housing.public import KEEP_NIGHT_REGISTER
from thoes.privacy.public import Action, Outcome, as_tenant, check_logs, record_access, record_action, seal_logs

WRITERS, WRITES, REST_OF_THE_REQUEST = 8, scaled(50, least=5), 0.005
RECORDS, _AT_ONCE = scaled(100_000, least=100), 10_000
_ACTOR = Actor(uuid.uuid4(), uuid.uuid4(), "Meetlat", "housing_provider", "", "site_manager")


def run() -> None:
    """Eight writers at once, then a hundred thousand records."""
    ours = seconds(lambda: _write_together(joined=False))
    joined = seconds(lambda: _write_together(joined=True))
    compare(
        f"{WRITERS} writers, {WRITES} requests of {REST_OF_THE_REQUEST * 1000:.0f} ms each",
        ours=ours,
        alternative=joined,
        named="each write joins the chain under a lock until it commits",
        goal="as fast as without a log",
    )
    seal_logs(at=timezone.now())
    for first in range(0, RECORDS, _AT_ONCE):
        persons = [uuid.uuid4() for _ in range(min(_AT_ONCE, RECORDS - first))]
        with as_tenant(_ACTOR, KEEP_NIGHT_REGISTER):
            record_access(activity="bench", persons=persons, at=timezone.now())
    begin = time.perf_counter()
    sealed = seal_logs(at=timezone.now())
    sealing = time.perf_counter() - begin
    assert sealed >= RECORDS
    verifying = seconds(lambda: check_logs(at=timezone.now()), runs=1)
    compare(
        f"Seal {sealed:,} records, and verify them",
        ours=sealing,
        alternative=verifying,
        named="verify",
        goal="10 s each",
    )
    console.print("  whole" if not check_logs(at=timezone.now()).problems else "  [red]NOT whole[/red]")


def _write_together(*, joined: bool) -> None:
    def write() -> None:
        try:
            for _ in range(WRITES):
                with transaction.atomic():
                    if joined:
                        with connection.cursor() as cursor:
                            cursor.execute("SELECT pg_advisory_xact_lock(1)")
                    record_action(
                        action=Action.ACCESS, event="bench", outcome=Outcome.DONE, at=timezone.now(), actor=_ACTOR
                    )
                    time.sleep(REST_OF_THE_REQUEST)
        finally:
            connection.close()

    threads = [threading.Thread(target=write) for _ in range(WRITERS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
