"""Writes of the scenarios that an organisation saves for itself."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from django.db import transaction

from thoes.accounts.public import Actor
from thoes.kernel.free_text import checked_text
from thoes.kernel.refusals import Refusal
from thoes.monitor.models import LONGEST_NAME, SavedScenario


@transaction.atomic
def save_scenario(*, actor: Actor, title: str, answers: Mapping[str, str], at: datetime) -> SavedScenario:
    """Under a name that the organisation has not used; the same name with the same answers is the same scenario."""
    named = checked_text(title, field="title")[:LONGEST_NAME]
    if not named:
        raise Refusal("scenario_without_name", field="title")
    saved, is_new = SavedScenario.objects.get_or_create(
        organisation_id=actor.organisation_id, title=named, defaults={"answers": dict(answers), "saved_at": at}
    )
    if not is_new and saved.answers != dict(answers):
        raise Refusal("scenario_name_taken", field="title")
    return saved


@transaction.atomic
def remove_scenario(*, actor: Actor, scenario_id: UUID) -> None:
    """Of the own organisation; what is not there, or is of another, is refused alike."""
    removed, _by_table = SavedScenario.objects.filter(pk=scenario_id, organisation_id=actor.organisation_id).delete()
    if not removed:
        raise Refusal("scenario_not_yours")
