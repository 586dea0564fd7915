"""A plan of Alice's housing provider in Venlo, and what is needed to make others."""

import uuid
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.utils import timezone

from thoes.pipeline.models import Initiative
from thoes.pipeline.services import PlanFacts, PlannedUnits, record_plan

STARTED = date(2026, 1, 5)


def facts(**other: Any) -> PlanFacts:
    parts = other.pop("parts", (PlannedUnits("short", "", 40, 0), PlannedUnits("long", "rent", 0, 8)))
    return PlanFacts(**{"title": "Hof De Proef", "place": "Proefstraat", "parts": parts, **other})


@pytest.fixture
def make_plan(vera, alice) -> Callable[..., Initiative]:
    """make_plan(provider_id=..., title=...) -> a plan in Venlo, recorded by Vera, of Alice's housing provider."""

    def make(on: date = STARTED, actor: Any = vera, **other: Any) -> Initiative:
        given = {"provider_id": alice.organisation_id, **other}
        return record_plan(actor=actor, facts=facts(**given), on=on, at=timezone.now(), plan_id=uuid.uuid4())

    return make


@pytest.fixture
def plan(make_plan) -> Initiative:
    return make_plan(private_initiator="Jan Verzonnen")
