"""A table of CBS by its number: asked in small answers as CBS gives them, and taken in as any file."""

import json
from collections.abc import Mapping
from typing import Any

import pytest
import requests
from click.testing import CliRunner

from tests.figure_files import BESIDE, kept
from thoes.cli.figures import figures
from thoes.kernel.refusals import Refusal
from thoes.monitor.quoted import cbs
from thoes.monitor.quoted.models import QuotedVersion

OF = f"{cbs.ADDRESS}/85477NED"
# The shape of OData 4 of CBS with the published figures of 2023 and 2022 (x 1 000 jobs).
ANSWERS: dict[str, list[dict[str, Any]]] = {
    f"{OF}/MeasureCodes": [{"Identifier": "M004645", "Title": "Banen", "Unit": "x 1 000", "Decimals": 1}],
    f"{OF}/Dimensions": [
        {"Identifier": "Herkomstland", "Title": "Herkomstland", "Kind": "Dimension"},
        {"Identifier": "Perioden", "Title": "Perioden", "Kind": "TimeDimension"},
    ],
    f"{OF}/HerkomstlandCodes": [
        {"Identifier": "T001040", "Title": "Totaal"},
        {"Identifier": "H007024", "Title": "Europa"},
        {"Identifier": "A041720", "Title": "Polen"},
        {"Identifier": "A041735", "Title": "Roemenië"},
        {"Identifier": "H008519", "Title": "Buiten Europa"},
    ],
    f"{OF}/PeriodenCodes": [
        {"Identifier": "2022JJ00", "Title": "2022"},
        {"Identifier": "2023JJ00", "Title": "2023*"},
    ],
}
COUNTED = [
    ("T001040", "2023JJ00", 1225.0), ("H007024", "2023JJ00", 682.0), ("A041720", "2023JJ00", 206.1),
    ("A041735", "2023JJ00", 64.2), ("H008519", "2023JJ00", 542.2), ("A041720", "2022JJ00", 162.6),
]  # fmt: skip


def observations() -> list[dict[str, Any]]:
    seen = [
        {
            "Id": at,
            "Measure": "M004645",
            "ValueAttribute": "None",
            "Value": number,
            "Herkomstland": land,
            "Perioden": year,
        }
        for at, (land, year, number) in enumerate(COUNTED)
    ]
    return [*seen, {**seen[0], "Id": 99, "ValueAttribute": "Confidential", "Value": None, "Herkomstland": "A041735",
                    "Perioden": "2022JJ00"}]  # fmt: skip


@pytest.fixture
def asked(monkeypatch) -> list[tuple[str, Mapping[str, str]]]:
    """The network of CBS, recorded: what was asked of it. Observations come in two pages."""
    questions: list[tuple[str, Mapping[str, str]]] = []

    def get(address: str, question: Mapping[str, str]) -> Any:
        questions.append((address, question))
        if address == f"{OF}/Observations":
            return {"value": observations()[:3], "@odata.nextLink": f"{OF}/Observations?$skip=3"}
        if address.startswith(f"{OF}/Observations?"):
            return {"value": observations()[3:]}
        return {"value": ANSWERS[address]}

    monkeypatch.setattr(cbs, "get_json", get)
    return questions


def ask(*more: str) -> list[str]:
    """Countries stand beside the parts of the world that they lie in, so the total is not their sum: it is kept."""
    options = [f"--{name.replace('_', '-')}={value}" for name, value in BESIDE.items() if name != "licence"]
    answers = [
        "figures_area=nl",
        "figures_moment=average",
        "figures_unit=jobs",
        "figures_where=works",
        "figures_way=counted",
        "figures_total_differs=keep",
    ]
    return ["cbs", "85477NED", *options, "--licence=cc_by_4", *(f"--answer={each}" for each in answers), *more]


@pytest.mark.django_db
def test_a_table_of_cbs_comes_with_its_names_units_and_marks_and_is_filtered_there(asked, paula) -> None:
    answer = CliRunner().invoke(figures, ask("--filter", "Perioden ge '2022JJ00'", "--format", "json"))

    assert json.loads(answer.stdout)["rejected"] == []
    found = kept("2018")
    assert found["nl", "2023", ""] == "1225000*"
    assert found["nl", "2023", "Polen"] == "206100*"
    assert found["nl", "2022", "Polen"] == 162_600
    assert found["nl", "2022", "Roemenië"] == "confidential"
    assert (f"{OF}/Observations", {"$filter": "Perioden ge '2022JJ00'"}) in asked
    assert QuotedVersion.objects.get().is_open


@pytest.mark.django_db
def test_without_a_network_the_command_says_what_to_do(monkeypatch, paula) -> None:
    def unreachable(*_args: Any, **_options: Any) -> None:
        raise requests.ConnectionError

    monkeypatch.setattr(cbs.requests, "get", unreachable)

    answer = CliRunner().invoke(figures, ask("--format", "json"))

    assert json.loads(answer.stdout)["error"]["code"] == "cbs_not_reached"
    assert answer.exit_code == 2
    assert not QuotedVersion.objects.exists()


@pytest.mark.parametrize(
    ("table", "next_page", "code"),
    [("../85477", "", "cbs_table_unknown"), ("85477NED", "https://example.org/next", "cbs_answer_unknown")],
)
def test_an_odd_number_and_a_page_at_another_host_are_refused(table, next_page, code) -> None:
    def get(address: str, _question: Mapping[str, str]) -> Any:
        return {"value": [], "@odata.nextLink": next_page}

    with pytest.raises(Refusal) as refused:
        cbs.fetch_table(table, get=get)

    assert refused.value.code == code
