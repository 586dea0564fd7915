"""Whatever goes wrong with open data of CBS has an error of its own with a way out, and nothing is taken in by half."""

import re
from collections.abc import Mapping
from types import SimpleNamespace
from typing import Any

import pytest
import requests
from django.utils import translation

from tests.test_figures_of_cbs import ANSWERS, OF, observations
from thoes.kernel.refusals import Refusal
from thoes.monitor.quoted import cbs
from thoes.monitor.quoted.texts import QUOTED_TEXTS

_WAY_OUT = re.compile(r"\b(?:Check|Download|Wait|Ask for less)\b")


def refusal(get) -> str:
    with pytest.raises(Refusal) as refused:
        cbs.fetch_table("85477NED", get=get)
    return refused.value.code


def answering(changed: Mapping[str, Any], pages: Mapping[str, Any] | None = None):
    """The lists of CBS with some of them otherwise."""
    known = {address: {"value": rows} for address, rows in ANSWERS.items()}
    known[f"{OF}/Observations"] = {"value": observations()}
    return lambda address, _question: {**known, **changed, **(pages or {})}[address]


class Answer(SimpleNamespace):
    """What the network gives: a status and a body, perhaps cut off."""

    def __enter__(self) -> "Answer":
        return self

    def __exit__(self, *_error: object) -> None: ...

    def iter_content(self, _size: int):
        yield self.body
        if self.cut:
            raise requests.exceptions.ChunkedEncodingError


@pytest.mark.parametrize(
    ("answer", "code"),
    [
        (Answer(status_code=404, body=b"", cut=False), "cbs_table_unknown"),
        (Answer(status_code=429, body=b"", cut=False), "cbs_busy"),
        (Answer(status_code=503, body=b"", cut=False), "cbs_busy"),
        (Answer(status_code=400, body=b"", cut=False), "cbs_refused"),
        (Answer(status_code=302, body=b"", cut=False), "cbs_refused"),
        (Answer(status_code=200, body=b'{"value": [', cut=True), "cbs_not_reached"),
        (Answer(status_code=200, body=b'{"value": [', cut=False), "cbs_answer_unknown"),
        (Answer(status_code=200, body=b"<html>Onderhoud</html>", cut=False), "cbs_answer_unknown"),
        (requests.Timeout(), "cbs_not_reached"),
        (requests.ConnectionError(), "cbs_not_reached"),
        (requests.exceptions.SSLError(), "cbs_not_reached"),
    ],
)
def test_each_way_in_which_the_network_fails_has_its_error(monkeypatch, answer, code) -> None:
    def get(*_args: Any, **_options: Any) -> Answer:
        if isinstance(answer, Exception):
            raise answer
        return answer

    monkeypatch.setattr(cbs.requests, "get", get)

    assert refusal(cbs.get_json) == code
    assert code in QUOTED_TEXTS


@pytest.mark.parametrize(
    "changed",
    [
        {f"{OF}/MeasureCodes": {"value": [{"Key": "M004645", "Naam": "Banen"}]}},
        {f"{OF}/MeasureCodes": {"value": [{"Identifier": "M999999", "Title": "Iets anders"}]}},
        {f"{OF}/MeasureCodes": {"value": ["M004645"]}},
        {f"{OF}/Dimensions": {"value": [{"Naam": "Herkomstland"}]}},
        {f"{OF}/Observations": {"value": [{"ID": 0, "Banen_1": 1225.0}]}},
        {f"{OF}/Observations": {"value": [{**observations()[0], "Perioden": None, "Measure": None}]}},
        {f"{OF}/Observations": {"error": {"code": "", "message": "kapot"}}},
        {f"{OF}/Observations": []},
    ],
)
def test_a_table_whose_lists_changed_is_not_read_by_guess(changed) -> None:
    assert refusal(answering(changed)) == "cbs_answer_unknown"


def test_the_pages_of_an_answer_are_one_table() -> None:
    seen = observations()
    pages = {
        f"{OF}/Observations": {"value": seen[:2], "@odata.nextLink": f"{OF}/Observations?$skip=2"},
        f"{OF}/Observations?$skip=2": {"value": [], "@odata.nextLink": f"{OF}/Observations?$skip=4"},
        f"{OF}/Observations?$skip=4": {"value": seen[2:]},
    }

    whole = cbs.fetch_table("85477NED", get=answering({}))

    assert cbs.fetch_table("85477NED", get=answering({}, pages)) == whole
    assert len(whole) == len(seen)


@pytest.mark.parametrize("again", [f"{OF}/Observations", f"{OF}/Observations?$skip=2"])
def test_a_next_page_that_was_asked_before_does_not_go_round_for_ever(again) -> None:
    pages = {
        f"{OF}/Observations": {"value": [], "@odata.nextLink": f"{OF}/Observations?$skip=2"},
        f"{OF}/Observations?$skip=2": {"value": [], "@odata.nextLink": again},
    }

    assert refusal(answering({}, pages)) == "cbs_answer_unknown"


def test_a_page_that_fails_halfway_leaves_nothing_of_the_pages_before_it() -> None:
    first = {"value": observations()[:3], "@odata.nextLink": f"{OF}/Observations?$skip=3"}

    def get(address: str, question: Mapping[str, str]) -> Any:
        if "$skip" in address:
            raise Refusal("cbs_busy", status=429)
        return answering({f"{OF}/Observations": first})(address, question)

    assert refusal(get) == "cbs_busy"


def test_a_filter_that_fits_nothing_says_so() -> None:
    assert refusal(answering({f"{OF}/Observations": {"value": []}})) == "cbs_nothing_found"


def test_more_than_fits_is_refused_before_all_of_it_is_fetched(monkeypatch) -> None:
    monkeypatch.setattr(cbs, "MOST_ROWS", 2)

    assert refusal(answering({})) == "cbs_too_much"


def test_every_error_of_cbs_tells_a_way_out() -> None:
    codes = [code for code in QUOTED_TEXTS if code.startswith("cbs_")]

    with translation.override("en"):
        without = [code for code in codes if not _WAY_OUT.search(str(QUOTED_TEXTS[code]))]

    assert (len(codes), without) == (7, [])
