"""`thoes guide` tells who keeps the articles how they stand."""

from dataclasses import replace

import pytest
from click.testing import CliRunner

from thoes.cli.guide import guide
from thoes.guide.article_files import read_articles
from thoes.guide.tests.conftest import SAMPLES


@pytest.fixture
def samples(monkeypatch):
    found = read_articles(SAMPLES)
    monkeypatch.setattr("thoes.cli.guide.articles", lambda: found)
    return found


def test_the_command_tells_how_every_article_stands(samples) -> None:
    table, one = CliRunner().invoke(guide), CliRunner().invoke(guide, ["first-days"])

    assert table.exit_code == 0
    assert "first-days" in table.output
    assert "pl: 1 of 3, " in table.output
    assert "ease" in table.output
    assert samples["first-days"].review_of("pl")["translation"] in one.output
    assert CliRunner().invoke(guide, ["no-such"]).exit_code == 2


def test_the_command_fails_where_an_article_holds_a_mistake(samples) -> None:
    samples["pay-slip"] = replace(samples["pay-slip"], related=("no-such",))

    result = CliRunner().invoke(guide)

    assert result.exit_code == 1
    assert "pay-slip: related to 'no-such'" in result.output
