"""Whatever file with figures leaves the monitor says beside each figure how much it knows of, or why that is not said."""

import csv
import io
import json
import re
from collections.abc import Iterator
from html import unescape
from typing import Any

import openpyxl
import pyarrow.parquet as pq
import pytest
from django.urls import reverse

from thoes.monitor.coverage import figure_for_file
from thoes.monitor.figures import MonitorFigure
from thoes.monitor.indicators import all_indicators
from thoes.monitor.indicators.register_counts import PEOPLE
from thoes.monitor.models import QuotedVersion
from thoes.monitor.quoted.models import Licence
from thoes.monitor.tests.quoted_source import take_in_a_source
from thoes.ui.charts import Figure, Row, Table, bars

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

# Every page of the monitor that everybody reads; what each hands out is found in its links, and not written down here.
PAGES = ("start", "map", "length-of-stay", "unseen", "outlook", "what-if", "vision-numbers", "report", "others", "table",
         "data", "changes", "definitions")  # fmt: skip
NO_FIGURES = {"changes.csv", "catalog.jsonld"}
_LINK = re.compile(r'(?:href|src)="([^"#]*)')
BEDS, PERCENT, WHY = "Beds that Thoes knows", "Coverage in percent", "Why there is no coverage"
_SAID = ("beds_known", "coverage_percent", "no_coverage_because")


@pytest.fixture
def english(client, counted):
    take_in_a_source(licence=Licence.CC_BY)
    client.cookies["django_language"] = "en"
    return client


def addresses(client) -> list[str]:
    """All pages, with one of an area and one of figures of others."""
    quoted = reverse("monitor:quoted", args=[QuotedVersion.objects.get().pk])
    return [*(reverse(f"monitor:{page}") for page in PAGES), reverse("monitor:area", args=["GM0983"]), quoted]


def files_on(client, address: str) -> Iterator[str]:
    """The addresses of files that a page links to, and of those of another kind that it answers too."""
    page = client.get(address)
    assert page.status_code == 200, address
    for link in dict.fromkeys(map(unescape, _LINK.findall(page.content.decode()))):
        where, _, query = link.partition("?")
        if re.search(r"file=.+", query):
            yield f"{where or address}?{query}"
        elif re.search(r"/monitor/.*\.\w+$", where) and where.rpartition("/")[2] not in NO_FIGURES:
            yield where


def rows_of(answer) -> list[dict[str, Any]]:
    """The rows of a file by its heads; of a picture its text, as one row."""
    body, kind = answer.content, answer.headers["Content-Disposition"].rstrip('"').rpartition(".")[2]
    if kind == "parquet":
        return pq.read_table(io.BytesIO(body)).to_pylist()
    if kind == "json":
        return json.loads(body)["numbers"]
    if kind == "xlsx":
        head, *rows = openpyxl.load_workbook(io.BytesIO(body)).worksheets[0].iter_rows(values_only=True)
        return [dict(zip(head, row, strict=True)) for row in rows]
    assert kind == "csv", kind
    text = body.decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text), delimiter=";" if ";" in text.splitlines()[0] else ","))


def says_how_much_it_knows(row: dict[str, Any]) -> bool:
    """Whether a row names the beds with their share, or why it does not. Numbers that nobody counted name beds of none."""
    if WHY in row:
        return bool(row[WHY]) or all(row[head] not in (None, "") for head in (BEDS, PERCENT))
    return any(row.get(name) not in (None, "") for name in _SAID)


def test_every_file_with_figures_says_on_every_row_the_coverage_or_why_there_is_none(english) -> None:
    kinds, silent = set(), []
    for address in dict.fromkeys(file for page in addresses(english) for file in files_on(english, page)):
        if address.endswith((".svg", ".png", "pdf", "=ods")):
            continue
        answer = english.get(address)
        assert answer.status_code == 200, address
        rows = rows_of(answer)
        kinds.add(re.split(r"[.=]", address)[-1])
        if not rows or not all(map(says_how_much_it_knows, rows)):
            silent.append(address)

    assert silent == []
    assert kinds == {"csv", "json", "parquet", "xlsx"}


def test_every_picture_says_its_coverage_or_why_there_is_none(english) -> None:
    found = 0
    for address in dict.fromkeys(file for page in addresses(english) for file in files_on(english, page)):
        if not address.endswith(".svg"):
            continue
        picture = " ".join(re.sub(r"<[^>]+>", " ", english.get(address).content.decode()).split())
        found += 1
        assert re.search(
            r"the register of \d+ percent was|Coverage does not apply|For \d+ percent of the beds|knows no beds",
            picture,
        ), address

    assert found > 15


def test_the_table_of_ones_own_holds_the_same_rows_as_json_and_as_parquet(english) -> None:
    asked = {"measure": "people", "area": "regions", "split": "nationality"}
    as_json, as_parquet = (
        rows_of(english.get(reverse("monitor:table"), {**asked, "file": kind})) for kind in ("json", "parquet")
    )
    in_sheet = rows_of(english.get(reverse("monitor:table"), {**asked, "file": "xlsx"}))

    assert as_json == as_parquet
    assert {row["area_code"] for row in as_json} == {"noord", "midden", "zuid"} & {row["area_code"] for row in as_json}
    assert {row["split"] for row in as_json} == {"nationality"}
    assert sorted((row["number"] or 0, row["coverage_percent"]) for row in as_json) == sorted(
        (row["How many"] or 0, row["Coverage in percent"]) for row in in_sheet
    )


def test_numbers_of_the_register_without_coverage_do_not_leave_the_monitor() -> None:
    table = Table("People", ("Night", "People"), (("Today", 10),))
    shown = MonitorFigure(PEOPLE, Figure("People", bars("people", [Row("Today", "10", ())]), table=table))

    with pytest.raises(ValueError, match="go out with their coverage"):
        figure_for_file(shown)


def test_what_has_no_coverage_is_what_does_not_come_from_the_register() -> None:
    assert {each.key for each in all_indicators() if not each.is_of_register} == {
        "workers-forecast", "need", "registered-moves", "workers-and-places", "unseen",
    }  # fmt: skip
