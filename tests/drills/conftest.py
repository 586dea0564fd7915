"""Installations of their own, each a folder with its own PostgreSQL, worked on by the `thoes` command."""

import json
import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import psutil
import pytest

ROOT = Path(__file__).parents[2]
# A limit is there for what hangs. On a busy machine all takes many times as long, and a long one costs nothing meanwhile.
LONGEST = 900
STARTED: list["subprocess.Popen[str]"] = []


@dataclass(frozen=True)
class Installation:
    """An installation in a folder; `settings` are added to its environment."""

    home: Path
    settings: dict[str, str] = field(default_factory=dict)

    @property
    def environment(self) -> dict[str, str]:
        outside = {name: value for name, value in os.environ.items() if not name.startswith(("THOES_", "DATABASE_"))}
        return {**outside, "THOES_HOME": str(self.home), "COLUMNS": "300", **self.settings}

    @property
    def keys(self) -> Path:
        return self.home / "keys" / "names.json"

    def thoes(self, *arguments: object) -> subprocess.CompletedProcess[str]:
        """Run a command; what it said is in `stdout` and `stderr`."""
        return self.python("-m", "thoes.cli", *arguments)

    def python(self, *arguments: object) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, *map(str, arguments)]
        return subprocess.run(
            command, env=self.environment, cwd=ROOT, capture_output=True, text=True, check=False, timeout=LONGEST,
            stdin=subprocess.DEVNULL,
        )  # fmt: skip

    def start(self, *arguments: object) -> "subprocess.Popen[str]":
        """Start a command and let it run, in a group of its own."""
        process = subprocess.Popen(
            [sys.executable, *map(str, arguments)], env=self.environment, cwd=ROOT, text=True, start_new_session=True,
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        )  # fmt: skip
        STARTED.append(process)
        return process

    def read(self) -> dict[str, Any]:
        """What stands in it."""
        answer = self.python("-m", "tests.drills.reading")
        assert answer.returncode == 0, answer.stderr
        said: dict[str, Any] = json.loads(answer.stdout)
        return said

    def stop_server(self) -> None:
        """After what was killed: the next process that ends well stops it."""
        if self.server_runs():
            self.python("-c", "from thoes.foundation.embedded_postgres.server import running_server; running_server()")

    def server_runs(self) -> bool:
        pid_file = self.home / "postgres" / "postmaster.pid"
        try:
            return psutil.pid_exists(int(pid_file.read_text().split()[0]))
        except (FileNotFoundError, IndexError):
            return False


WHAT_STANDS_IN_IT = {
    "people": ["Ewa Voorbeeldova", "Olena Andersova", "Żółty Nepski"],
    "stays": 3,
    "assessments": 3,
    "accesses": 3,
    "files": ["naam;aankomst\nLijstska, Olga;1 november 2026\n"],
    "waiting jobs": ["intake.check"],
    "seen by nobody": [],
    "seen by alice": ["Ewa Voorbeeldova", "Żółty Nepski"],
    "seen by bob": ["Ewa Voorbeeldova", "Olena Andersova", "Żółty Nepski"],
    "seen by charlie": ["Olena Andersova"],
    "alice enters": 200,
    "bob enters": 200,
    "lists": ["read"],
}


def succeed(answer: "subprocess.CompletedProcess[str]") -> str:
    """What a command said that must end well."""
    said = answer.stdout + answer.stderr
    assert answer.returncode == 0, said
    return said


def refuse(answer: "subprocess.CompletedProcess[str]") -> str:
    """What a command said that must refuse, in words and without a traceback."""
    said = answer.stdout + answer.stderr
    assert answer.returncode in (1, 2), said
    assert "Traceback" not in said
    return said


def free_port() -> int:
    """One that nobody listens on now."""
    with socket.socket() as asked:
        asked.bind(("127.0.0.1", 0))
        return int(asked.getsockname()[1])


def wait_until(is_so: Callable[[], bool], *, seconds: float = LONGEST) -> bool:
    """Whether it comes to be so within that time."""
    end = time.monotonic() + seconds
    while not is_so():
        if time.monotonic() > end:
            return False
        time.sleep(0.05)
    return True


def end(process: "subprocess.Popen[str]") -> None:
    """Let a script that waits for the end of its input come to its own end, in which it stops its server."""
    process.communicate("", timeout=LONGEST)


def kill(process: "subprocess.Popen[str]", *, only_this: bool = False) -> None:
    """End it without a chance to clean up; with all that it started, unless `only_this`."""
    if only_this:
        process.kill()
    else:
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


@pytest.fixture(autouse=True)
def _pipes_of_what_ended_are_closed() -> Iterator[None]:
    """Not sooner: what a killed process started may still write, and would end of a closed pipe."""
    yield
    for process in [each for each in STARTED if each.poll() is not None]:
        STARTED.remove(process)
        process.stdin.close()
        process.stdout.close()


@contextmanager
def a_folder() -> Iterator[Path]:
    """Not pytest's: each run of pytest closes that to others, and the server runs as another user where we are root."""
    with tempfile.TemporaryDirectory(prefix="thoes-drill-", ignore_cleanup_errors=True) as folder:
        yield Path(folder)


@pytest.fixture(scope="session")
def filled_home() -> Iterator[Installation]:
    """An installation with people, logs, a list and a job that waits."""
    with a_folder() as folder:
        yield _filled(folder / "home")
        Installation(folder / "home").stop_server()


def _filled(folder: Path) -> Installation:
    folder.mkdir()
    installation = Installation(folder)
    succeed(installation.thoes("setup"))
    succeed(installation.python("-m", "tests.drills.filling"))
    # At once, before a test lets its jobs run.
    succeed(installation.thoes("backup", _archive_of(installation)))
    return installation


@pytest.fixture(scope="session")
def archive(filled_home: Installation) -> Path:
    """A backup of it."""
    return _archive_of(filled_home)


def _archive_of(installation: Installation) -> Path:
    return installation.home.with_suffix(".tar.gz")


@pytest.fixture
def empty_home() -> Iterator[Installation]:
    """A folder in which nothing was ever done."""
    with a_folder() as folder:
        yield Installation(folder)
        Installation(folder).stop_server()
