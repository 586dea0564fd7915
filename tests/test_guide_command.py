"""`thoes guide` tells who keeps the articles how they stand."""

from dataclasses import replace

import pytest
from click.testing import CliRunner

from thoes.cli.guide import guide
from thoes.guide.article_files import read_articles
from thoes.guide.links.checking import check_links
from thoes.guide.links.models import LinkOutcome
from thoes.guide.links.opening import Opened
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


@pytest.mark.django_db
def test_the_command_writes_the_articles_to_a_folder_once(tmp_path) -> None:
    once, again = (CliRunner().invoke(guide, ["export", str(tmp_path)]) for _ in range(2))

    assert once.exit_code == again.exit_code == 0
    assert (tmp_path / "digid" / "nl.md").is_file()
    assert again.output.startswith("0 files")


@pytest.mark.django_db
def test_the_command_says_which_links_did_not_open_and_where_there_is_no_network(monkeypatch) -> None:
    outcomes = iter([LinkOutcome.GONE, *[LinkOutcome.ALIVE] * 9])
    monkeypatch.setattr("thoes.cli.guide.links_everywhere", lambda: ["https://a.example/", "https://b.example/"])
    monkeypatch.setattr(
        "thoes.cli.guide.check_links",
        lambda links, on: check_links(links, on=on, open_one=lambda link: Opened(next(outcomes), 404), pause=0),
    )
    told = CliRunner().invoke(guide, ["links"])
    outcomes = iter([LinkOutcome.UNREACHABLE] * 9)
    alone = CliRunner().invoke(guide, ["links"])

    assert (told.exit_code, alone.exit_code) == (0, 1)
    assert "gone" in told.output
    assert "https://a.example/" in told.output
    assert "Nothing could be reached" in alone.output
