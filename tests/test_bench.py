"""The bench as a whole, with few rows: what it measures changes, and a part that breaks is seen here first."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from thoes.foundation.home import home

pytestmark = pytest.mark.slow

_FOLDER = Path(__file__).parent.parent
_MAIN = _FOLDER / "bench" / "__main__.py"
_TITLE = {
    "duty": "Duty of", "occupancy": "Occupancy of", "check_in": "One check-in over HTTP", "imports": "A list of",
    "check_page": "The check page of",
    "stays": "Who is here on a day", "worklist": "The worklist of",
    "retention": "How long people stay,", "forecast": "A fan of",
    "row_security": "A page of the night register", "encryption": "names written, with", "logs": "Seal",
    "pages": "The slowest of", "national": "The refresh of a night", "guide": "First view of the slowest of",
}  # fmt: skip


@pytest.fixture
def place() -> Iterator[Path]:
    """A home that the user of the private database reaches too; the temporary folder of a test is closed to it."""
    folder = home() / "bench"
    shutil.rmtree(folder, ignore_errors=True)
    yield folder
    shutil.rmtree(folder, ignore_errors=True)


def _bench(place: Path, *parts: str, **environment: str) -> subprocess.CompletedProcess[str]:
    without = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    return subprocess.run(
        [sys.executable, "-m", "bench", *parts],
        cwd=_FOLDER,
        env={**without, "THOES_HOME": str(place), "THOES_BENCH_SCALE": "0.002", "COLUMNS": "200", **environment},
        capture_output=True,
        text=True,
        # For what hangs; on a busy machine all takes many times as long.
        timeout=3600,
        check=False,
    )


def _measured(output: str) -> list[str]:
    """The parts in the order in which a figure of each was printed, each as often as it was."""
    lines = output.splitlines()
    return [name for line in lines for name, title in _TITLE.items() if title in line and not line.startswith(" ")]


def test_the_whole_bench_runs_to_its_end_whatever_ran_before_each_part(place) -> None:
    # What fills a database of its own or opens a browser goes once: backwards it would only take long once more.
    order = [*_TITLE, *(part for part in reversed(_TITLE) if part not in ("pages", "national", "guide"))]

    ran = _bench(place, *order)

    assert ran.returncode == 0, ran.stderr[-3000:]
    assert _measured(ran.stdout) == order


def test_without_a_name_every_part_runs() -> None:
    assert list(_TITLE) == re.findall(
        r'"(\w+)"', re.search(r"^PARTS = \((.*?)\)", _MAIN.read_text(), re.M | re.S).group(1)
    )


def test_the_bench_does_not_empty_a_database_that_the_environment_names(place) -> None:
    ran = _bench(place, "duty", DATABASE_URL="postgres://somebody@localhost/in_use")

    assert ran.returncode != 0
    assert "DATABASE_URL" in ran.stderr


def test_a_part_that_is_not_there_is_said(place) -> None:
    ran = _bench(place, "dutty")

    assert ran.returncode != 0
    assert "dutty" in ran.stderr
