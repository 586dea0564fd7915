"""A small Limburg that was counted."""

import pytest

from thoes.monitor.models import Publication, Why
from thoes.monitor.publishing import publish
from thoes.monitor.tests.some_limburg import AT, NIGHT, fill


@pytest.fixture
def counted(db) -> Publication:
    """Three months and a night, published."""
    fill(seed=21)
    return publish(night=NIGHT, at=AT, why=Why.ASKED, months=3)
