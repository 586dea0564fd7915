"""What waits for who: no role begins its day with nothing."""

import pytest

from thoes.accounts.permissions import PERMISSIONS
from thoes.ui.todays_tasks import _counts


@pytest.mark.parametrize("role", PERMISSIONS)
def test_every_role_has_something_that_is_counted(role: str) -> None:
    assert [counts for counts in _counts() if counts.needs in PERMISSIONS[role]]
