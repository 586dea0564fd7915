"""Figures of others as open data: of an open licence as three kinds of file, each described with its maker and version."""

import csv
import io
import json
from typing import Any

import pyarrow.parquet as pq
import pytest
from django.urls import reverse
from tests.reading_pages import text_of

from thoes.monitor.domain.quoted_numbers import first_day, read_period
from thoes.monitor.quoted.models import Licence, QuotedFigure
from thoes.monitor.tests.quoted_source import take_in_a_source
from thoes.monitor.tests.test_catalogue import lacking, nodes, words_where_a_thing_belongs

pytestmark = [pytest.mark.django_db]
KINDS = ("csv", "json", "parquet")


def described(client) -> dict[str, Any]:
    return json.loads(client.get(reverse("monitor:catalogue")).content)


def test_an_open_source_is_described_with_its_maker_who_took_it_in_its_version_its_link_and_three_kinds_of_file(
    client,
) -> None:
    version = take_in_a_source(licence=Licence.CC_BY)

    body = described(client)
    (data_set,) = body["dcat:dataset"]

    assert (lacking(body), words_where_a_thing_belongs(body)) == ([], [])
    assert data_set["dct:creator"]["foaf:name"] == "Bureau Voorbeeld"
    assert data_set["dct:publisher"]["foaf:name"] == "Provincie Proef"
    assert (data_set["dcat:version"], data_set["dct:source"]["@id"]) == ("2020", version.link)
    assert [each["@value"] for each in data_set["dct:description"]] == [
        version.population,
        version.is_not,
        "Opgenomen door Provincie Proef, met Bureau Voorbeeld als bron.",
        "Taken in by Provincie Proef, with Bureau Voorbeeld as its source.",
    ]
    assert data_set["dct:temporal"]["dcat:startDate"]["@value"] == "2018-01-01"
    assert data_set["dct:temporal"]["dcat:endDate"]["@value"] == "2019-12-31"
    assert {each["dct:format"]["@id"].rpartition("/")[2] for each in data_set["dcat:distribution"]} == {
        "CSV", "JSON", "PARQUET",
    }  # fmt: skip
    for each in data_set["dcat:distribution"]:
        assert each["dct:license"]["@id"] == "https://creativecommons.org/licenses/by/4.0/deed.nl"
        answer = client.get(each["dcat:downloadURL"]["@id"].removeprefix("http://testserver"))
        assert (answer.status_code, answer.headers["Access-Control-Allow-Origin"]) == (200, "*")


def test_a_source_whose_licence_nobody_knows_has_no_file_and_that_is_said_in_the_catalogue_and_on_the_page(
    client,
) -> None:
    version = take_in_a_source(licence=Licence.UNKNOWN)
    client.cookies["django_language"] = "nl"

    body = described(client)
    (data_set,) = body["dcat:dataset"]

    assert (lacking(body), words_where_a_thing_belongs(body), data_set["dcat:distribution"]) == ([], [], [])
    assert any(
        "niemand heeft gezegd dat de bron hergebruik toestaat" in e["@value"] for e in data_set["dct:description"]
    )
    assert not [node for node in nodes(data_set) if "dct:license" in node]
    for kind in KINDS:
        assert client.get(reverse(f"monitor:quoted-{kind}", args=[version.pk])).status_code == 404
    page = text_of(client.get(reverse("monitor:data")))
    assert "Van deze bronnen is geen bestand" in page
    assert "Bureau Voorbeeld, 2020" in page


def test_an_open_licence_without_the_page_of_the_source_gives_nothing_away(client) -> None:
    version = take_in_a_source(licence=Licence.CC_BY, link="")

    (data_set,) = described(client)["dcat:dataset"]

    assert data_set["dcat:distribution"] == []
    assert any("op welke pagina de bron staat" in each["@value"] for each in data_set["dct:description"])
    for kind in KINDS:
        assert client.get(reverse(f"monitor:quoted-{kind}", args=[version.pk])).status_code == 404


def test_the_page_and_the_file_say_who_took_the_figures_in(client) -> None:
    version = take_in_a_source(licence=Licence.CC_BY, source="CBS")
    client.cookies["django_language"] = "nl"

    assert "opgenomen door Provincie Proef op" in text_of(client.get(reverse("monitor:quoted", args=[version.pk])))
    assert json.loads(client.get(reverse("monitor:quoted-json", args=[version.pk])).content)["taken_in_by"] == (
        "Provincie Proef"
    )


def test_without_any_figure_there_is_no_catalogue(client) -> None:
    assert client.get(reverse("monitor:catalogue")).status_code == 404


def test_csv_json_and_parquet_of_a_source_hold_the_same_rows_also_a_number_beyond_32_bits(client) -> None:
    version = take_in_a_source(licence=Licence.CC0)
    QuotedFigure.objects.filter(area="limburg", period="2019", group="").update(number=5_000_000_000)

    bodies = {kind: client.get(reverse(f"monitor:quoted-{kind}", args=[version.pk])).content for kind in KINDS}
    rows = pq.read_table(io.BytesIO(bodies["parquet"])).to_pylist()
    said = json.loads(bodies["json"])

    assert said["numbers"] == rows
    assert list(csv.DictReader(io.StringIO(bodies["csv"].decode()))) == [
        {name: "" if value is None else str(value) for name, value in row.items()} for row in rows
    ]
    assert {row["number"] for row in rows} == {4200, 4400, 2200, 5_000_000_000, None}
    assert {row["why_no_number"] for row in rows if row["number"] is None} == {"confidential"}
    assert (said["source"], said["version"], said["is_not"]) == ("Bureau Voorbeeld", "2020", "Geen zelfstandigen")
    assert said["counts"]["where"] == {"nl": "wie er werkt", "en": "who works there"}


@pytest.mark.parametrize("text", ["2018", "2018-Q3", "2018-02", "2018-02-14"])
def test_the_first_day_of_a_period_lies_in_it(text: str) -> None:
    period = read_period(text)

    assert period is not None
    assert first_day(text) <= period.last
    assert first_day(text).isoformat() == {"2018": "2018-01-01", "2018-Q3": "2018-07-01", "2018-02": "2018-02-01"}.get(
        text, text
    )
