"""How good the guide is is counted once, for a page, files and programs, and what is not known is not nought."""

import csv
import io
from datetime import UTC, date, datetime

import pytest
from django.test import Client
from django.utils.timezone import localdate

from thoes.guide.keeping import editing
from thoes.guide.keeping.published import guide_now
from thoes.guide.keeping.tests.conftest import hanna as hanna
from thoes.guide.keeping.tests.conftest import make_member as make_member
from thoes.guide.keeping.tests.conftest import piotr as piotr
from thoes.guide.keeping.tests.test_editing import written
from thoes.guide.layers.models import LayerAct
from thoes.guide.layers.tests.conftest import erik as erik
from thoes.guide.layers.tests.conftest import vanessa as vanessa
from thoes.guide.layers.tests.test_layers import write
from thoes.guide.links.checking import check_links, links_of_articles
from thoes.guide.links.models import LinkOutcome
from thoes.guide.links.opening import Opened
from thoes.guide.quality import Quality, quality

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("samples")]
ON, AT = date(2026, 10, 1), datetime(2026, 11, 29, 12, 0, tzinfo=UTC)


def of(language: str, *, municipality: str = "", on: date = ON) -> Quality:
    return next(row for row in quality(on=on) if (row.municipality, row.language) == (municipality, language))


def test_a_language_counts_what_is_there_reviewed_and_current(piotr) -> None:
    before = of("pl")
    editing.publish(actor=piotr, article=guide_now()["first-days"], language="pl", written=written(), at=AT)

    assert before == Quality("", "pl", 3, 1, 0, 1, None, None)
    assert of("pl").reviewed == 1
    assert of("hu") == Quality("", "hu", 3, 0, 0, 0, None, None)
    assert of("pl").share(1) == pytest.approx(1 / 3)


def test_a_page_is_not_current_when_its_source_changed_or_nobody_looked_in_time(piotr, hanna) -> None:
    editing.publish(actor=piotr, article=guide_now()["first-days"], language="pl", written=written(), at=AT)
    editing.publish(
        actor=hanna, article=guide_now()["first-days"], language="nl", at=AT,
        written=written("nl", old="Niets.", new="Helemaal niets."),
    )  # fmt: skip

    assert of("pl").current == 0
    assert of("nl").current == 3
    assert of("nl", on=date(2026, 11, 1)).current == 2


def test_a_link_that_could_not_be_reached_counts_neither_way() -> None:
    def came(link: str) -> Opened:
        outcome = LinkOutcome.GONE if link.endswith("gemeente") else LinkOutcome.ALIVE
        return Opened(LinkOutcome.UNREACHABLE if link.endswith("twee") else outcome, None)

    check_links(links_of_articles(), on=ON, open_one=came, pause=0)

    assert (of("pl").links_known, of("pl").links_alive) == (2, 1)


def test_a_layer_is_counted_by_language_and_that_of_an_employer_is_not_shown(vanessa, erik) -> None:
    page = write(vanessa, next_check=date(2026, 1, 1)).page
    write(vanessa, page=page, language="pl", next_check=date(2030, 1, 1))
    write(vanessa, act=LayerAct.DRAFT)
    write(erik, title="Van de uitzender")

    assert of("pl", municipality="Venlo") == Quality("Venlo", "pl", 1, 1, None, 1, None, None)
    assert of("nl", municipality="Venlo").current == 0
    assert of("hu", municipality="Venlo").complete == 0
    assert {row.municipality for row in quality(on=ON)} == {"", "Venlo"}


def test_page_file_and_json_tell_the_same_to_everybody(vanessa) -> None:
    write(vanessa)
    client = Client()

    page = client.get("/guide-quality/")
    told = client.get("/guide-quality.json").json()
    lines = list(
        csv.reader(io.StringIO(client.get("/guide-quality/?file=csv").content.decode("utf-8-sig")), delimiter=";")
    )

    assert page.status_code == 200
    assert "1 (33%)" in page.content.decode()
    assert told["on"] == localdate().isoformat()
    polish = next(row for row in told["quality"] if (row["municipality"], row["language"]) == ("", "pl"))
    assert (polish["complete"], polish["links_known"]) == (1, None)
    assert any(line[0] == "pl" and "1" in line for line in lines)
    assert "Venlo" in client.get("/guide-quality/?part=municipalities").content.decode()
