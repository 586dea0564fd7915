"""Every column with personal data is described once, in both languages: the DPIA and the register are made of it."""

import pytest
from django.apps import apps
from django.utils import translation

from thoes.accountability.facts import tables_for
from thoes.foundation.modules import modules
from thoes.places.models import OrganisationKind
from thoes.privacy.public import (
    HISTORY_COLUMNS,
    all_purposes,
    columns_of,
    declared_policies,
    declared_shredders,
    described_tables,
    is_encrypted,
    kept_tables,
)

# Tables of others in which no person stands, each with the reason; those of our own say it in their module.
NOT_PERSONAL = {
    "auth_permission": "rights of Django itself, not used",
    "auth_group": "not used",
    "auth_group_permissions": "not used",
    "accounts_user_groups": "not used",
    "accounts_user_user_permissions": "not used",
    "django_content_type": "names of models",
    "procrastinate_workers": "background workers are processes",
    "procrastinate_jobs": "jobs have no person in their arguments",
    "procrastinate_events": "jobs",
    "procrastinate_periodic_defers": "jobs",
    "pghistory_context": "no context is recorded",
    "pghistory_events": "a view over nothing",
    "pghistory_middlewareevents": "a view over nothing",
    "socialaccount_socialapp": "the broker",
    "socialaccount_socialapp_sites": "the broker",
}


def _tables() -> set[str]:
    return {model._meta.db_table for model in apps.get_models(include_auto_created=True)}


def _without_people() -> set[str]:
    ours = [empty.model for module in modules() for empty in module.without_people]
    history = [model.pgh_event_model for model in ours if hasattr(model, "pgh_event_model")]
    return set(NOT_PERSONAL) | {model._meta.db_table for model in [*ours, *history]}


def _described() -> set[str]:
    tables = described_tables().values()
    return {table.name for table in tables} | {table.history for table in tables if table.history}


def test_every_table_is_described_or_holds_no_person() -> None:
    assert sorted(_tables() - _described() - _without_people()) == []
    assert sorted(_described() & _without_people()) == []


def test_every_table_with_a_row_policy_or_a_shredder_is_described_or_set_aside() -> None:
    guarded = set(declared_policies()) | set(kept_tables())
    guarded |= {name for shredder in declared_shredders() for name in shredder.tables}

    assert guarded
    assert sorted(guarded - _described() - _without_people()) == []


@pytest.mark.parametrize("name", sorted(described_tables()))
def test_every_column_is_described_or_set_aside_once(name: str) -> None:
    table = described_tables()[name]
    columns = columns_of(table.model)

    assert set(table.fields) <= set(columns)  # raises for a field of which nobody spoke
    if table.foreign:
        assert sorted(table.foreign) == sorted(columns)
    if table.history:
        assert sorted({*columns_of(table.model.pgh_event_model)} - {*columns, *HISTORY_COLUMNS}) == []


def test_every_table_is_looked_at_for_a_purpose_that_an_organisation_answers_for() -> None:
    shown = {table.name for kind in OrganisationKind.values for table in tables_for(kind)}

    assert [table.name for table in described_tables().values() if not table.purposes] == []
    assert sorted(table.name for table in described_tables().values() if table.fields and table.name not in shown) == []
    assert {kind for purpose in all_purposes() for kind in purpose.controllers} == set(OrganisationKind.values)


def test_why_a_row_is_seen_and_why_a_table_stays_is_said_in_dutch_too() -> None:
    reasons = {policy.why for policy in declared_policies().values()} | set(kept_tables().values())

    with translation.override("nl"):
        assert sorted(reason for reason in reasons if translation.gettext(reason) == reason) == []


def test_a_field_is_called_encrypted_only_when_its_model_seals_it() -> None:
    for model in apps.get_models(include_auto_created=True):
        for field in model._meta.concrete_fields:
            assert is_encrypted(model, field.column) == ("Encrypted" in type(field).__name__), field
