"""What a piece of work takes of the processor: here and in the server of the database, whoever else keeps the machine busy.

Time on the wall says more about the neighbours on a shared machine. Where the server is not on this machine, or the system
keeps no such times (only Linux does), time on the wall is all there is.
"""

import time
from collections.abc import Callable
from pathlib import Path

from django.db import connection

_NANOSECOND = 1e-9


def processor_seconds(work: Callable[[], object]) -> float:
    """Of this process and of the process of the server that answers it, together."""
    clock = _of_the_server()
    if clock is None:
        began = time.perf_counter()
        work()
        return time.perf_counter() - began
    here, there = time.process_time(), clock()
    work()
    return time.process_time() - here + clock() - there


def _of_the_server() -> Callable[[], float] | None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        (pid,) = cursor.fetchone()
    told = Path(f"/proc/{pid}/schedstat")
    if connection.settings_dict["ENGINE"] != "thoes.foundation.embedded_postgres" or not told.exists():
        return None
    return lambda: int(told.read_text(encoding="ascii").split()[0]) * _NANOSECOND
