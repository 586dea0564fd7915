"""An installation that an older version filled is brought up to date by `thoes setup`, with everything that stood in it."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from tests.drills.conftest import ROOT, WHAT_STANDS_IN_IT, succeed

pytestmark = pytest.mark.slow

KEPT = sorted((ROOT / "tests" / "data").glob("installation-*"))


@pytest.mark.parametrize("kept", KEPT, ids=[folder.name for folder in KEPT])
def test_what_an_older_version_filled_stands_in_it_after_an_upgrade(kept: Path, empty_home) -> None:
    succeed(empty_home.python("-m", "tests.drills.keeping", "--load", kept))
    # This version, and a made-up one after it: what was kept last has nothing to catch up with yet.
    succeed(empty_home.thoes("setup"))
    next_version = replace(empty_home, settings={"DJANGO_SETTINGS_MODULE": "tests.drills.next_version.settings"})

    succeed(next_version.thoes("setup"))

    assert json.loads(succeed(next_version.python("-m", "tests.drills.next_version.reading"))) == {
        "welcomes": ["Andersova", "Nepski", "Voorbeeldova"],
        "storeys": [1],
    }
    assert "The logs are whole" in succeed(next_version.thoes("verify-log"))
    # Of the days on which it lay still nobody worked out anything, and the doctor says so from the second one on.
    succeed(next_version.python("-m", "tests.drills.daily_work"))
    succeed(next_version.thoes("doctor"))
    assert next_version.read() == WHAT_STANDS_IN_IT


def test_there_is_an_older_installation_to_upgrade() -> None:
    assert KEPT
