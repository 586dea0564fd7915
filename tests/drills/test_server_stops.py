"""The private PostgreSQL stops with the last process that uses it, also when one before it was killed."""

import subprocess
from contextlib import suppress

import psutil
import pytest

from tests.drills.conftest import Installation, end, free_port, kill, succeed, wait_until

pytestmark = pytest.mark.slow

CONNECT_AND_WAIT = """
import sys
from thoes.foundation.embedded_postgres.server import running_server
running_server()
print("there", flush=True)
sys.stdin.read()
"""
CONNECT = "from thoes.foundation.embedded_postgres.server import running_server; running_server()"


@pytest.fixture
def waiting(empty_home: Installation):
    """A process that uses the server and goes on."""
    process = empty_home.start("-c", CONNECT_AND_WAIT)
    assert "there" in process.stdout.readline()
    yield process
    if process.poll() is None:
        kill(process)


def test_the_server_stops_after_a_normal_end_although_another_process_was_killed(empty_home, waiting) -> None:
    kill(waiting)
    assert empty_home.server_runs()

    succeed(empty_home.python("-c", CONNECT))

    assert wait_until(lambda: not empty_home.server_runs())


def test_the_server_stays_for_who_still_uses_it(empty_home, waiting) -> None:
    succeed(empty_home.python("-c", CONNECT))

    assert empty_home.server_runs()
    end(waiting)


def test_of_two_that_end_at_the_same_moment_one_stops_the_server(empty_home) -> None:
    both = [empty_home.start("-c", CONNECT) for _ in range(2)]

    assert [process.wait() for process in both] == [0, 0]

    assert wait_until(lambda: not empty_home.server_runs())


def test_the_jobs_of_a_server_that_was_killed_stop_by_themselves(filled_home) -> None:
    serving = filled_home.start("-m", "thoes.cli", "serve", "--port", free_port(), "--workers", "1")
    assert wait_until(lambda: bool(_workers_of(serving)))
    (worker,) = _workers_of(serving)
    # Not before the jobs really run.
    assert wait_until(lambda: bool(worker.net_connections(kind="unix")))

    kill(serving, only_this=True)

    assert wait_until(lambda: not worker.is_running())
    succeed(filled_home.python("-c", CONNECT))
    assert wait_until(lambda: not filled_home.server_runs())


def _workers_of(serving: "subprocess.Popen[str]") -> list[psutil.Process]:
    found = []
    for child in psutil.Process(serving.pid).children():
        # Some end while we look.
        with suppress(psutil.Error):
            if "worker" in child.cmdline():
                found.append(child)
    return found
