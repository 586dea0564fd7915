"""There is somebody in every table with people, for the attacks to go after."""

import pytest

from tests.test_modules import personal_tables

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def test_every_table_with_people_holds_rows_that_are_attacked(world) -> None:
    empty = [table.name for table in personal_tables() if not table.model._default_manager.exists()]

    assert empty == [], " ".join(empty)
