"""The draft of the DPIA from the terminal: of the whole installation, or with the terms of one organisation."""

import json
from datetime import UTC, datetime

import pytest
from click.testing import CliRunner

from thoes.cli.dpia import dpia as dpia_command
from thoes.privacy.public import WATCH_OVER_USE, as_tenant, described_tables, set_term
from thoes.register.public import BRP_REGISTRATION

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 5, 14, 12, 0, tzinfo=UTC)


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_command_prints_the_draft_of_the_whole_installation(language) -> None:
    made = CliRunner().invoke(dpia_command, ["--format", "json", "--language", language])

    report = json.loads(made.stdout)
    names = {part["title"] for section in report["sections"] for part in section["parts"]}
    assert {table.name for table in described_tables().values() if table.fields} <= names
    assert (report["language"], report["title"]) in (("nl", "Concept van de DPIA"), ("en", "Draft of the DPIA"))


def test_the_command_names_the_terms_of_an_organisation_and_refuses_an_unknown_one(fleur) -> None:
    with as_tenant(fleur, WATCH_OVER_USE):
        set_term(actor=fleur, purpose=BRP_REGISTRATION, number=7, unit="weeks", ground="Proefbesluit", at=NOW)

    made = CliRunner().invoke(dpia_command, ["--language", "en", "--for", "Gemeente Venlo"])
    wrong = CliRunner().invoke(dpia_command, ["--for", "Gemeente Nergens"])

    assert "7 weeks after" in made.stdout
    assert "- [ ] " in made.stdout
    assert wrong.exit_code == 2
