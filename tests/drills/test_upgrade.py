"""An installation that an older version filled is brought up to date by `thoes setup`, with everything that stood in it."""

from pathlib import Path

import pytest

from tests.drills.conftest import ROOT, WHAT_STANDS_IN_IT, succeed

pytestmark = pytest.mark.slow

KEPT = sorted((ROOT / "tests" / "data").glob("installation-*"))


@pytest.mark.parametrize("kept", KEPT, ids=[folder.name for folder in KEPT])
def test_what_an_older_version_filled_stands_in_it_after_an_upgrade(kept: Path, empty_home) -> None:
    succeed(empty_home.python("-m", "tests.drills.keeping", "--load", kept))

    succeed(empty_home.thoes("setup"))

    assert "The logs are whole" in succeed(empty_home.thoes("verify-log"))
    succeed(empty_home.thoes("doctor"))
    assert empty_home.read() == WHAT_STANDS_IN_IT


def test_there_is_an_older_installation_to_upgrade() -> None:
    assert KEPT
