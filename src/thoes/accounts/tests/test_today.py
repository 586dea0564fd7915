"""What waits for who: no role begins its day with nothing."""

import pytest
from tests.courses.permissions import COURSE_COORDINATOR

from thoes.accounts.permissions import all_roles, permissions_of
from thoes.ui.todays_tasks import declared_counts


@pytest.mark.parametrize("role", [role for role in all_roles() if role != COURSE_COORDINATOR])
def test_every_role_has_something_that_is_counted(role: str) -> None:
    assert [counts for counts in declared_counts() if counts.needs in permissions_of(role)]
