"""The list of a check: every item has a source or says that it has none, and a version that was used stays as it is."""

import hashlib
import re
from datetime import date
from decimal import Decimal
from importlib.resources import files

import pytest
import yaml

from thoes.inspections.check_list import check_lists, list_of, list_on
from thoes.rules.loading import RuleBookError, parameter_on, read_checked_yaml

# A version that was used is never changed: a changed text needs a new file, and a new line here.
DIGESTS = {"2026-11": "fbde48ba8c7ad3151029e7c50798589818093ccca9472ea18b2b0a65457eb2e7"}
FOLDER = files("thoes.inspections").joinpath("check_lists")


@pytest.mark.parametrize("version", list(check_lists()))
def test_a_list_that_was_used_is_never_changed(version) -> None:
    body = files("thoes.inspections").joinpath("check_lists", f"{version}.yaml").read_bytes()

    assert hashlib.sha256(body).hexdigest() == DIGESTS[version]


def test_every_item_has_a_source_or_says_that_it_is_our_own_practice() -> None:
    for used in check_lists().values():
        for group in used.groups:
            for item in group.items:
                assert all(norm.source and norm.text.nl and norm.text.en for norm in item.norms), item.key


@pytest.mark.parametrize(
    ("day", "metres"), [(date(2025, 12, 31), "13 m²"), (date(2026, 1, 1), "15 m²"), (date(2026, 1, 2), "15 m²")]
)
def test_a_check_shows_the_norms_of_its_own_day(day, metres) -> None:
    area = list_on(day).item("living_area")

    assert area is not None
    assert [metres in norm.text.nl for norm in area.norms_on(day) if norm.source.startswith("AKF")] == [True]


@pytest.mark.parametrize("wrong", [{}, {"own_practice": True, "norms": "both"}])
def test_an_item_with_no_source_or_with_a_source_and_own_practice_is_refused(wrong, tmp_path) -> None:
    content = yaml.safe_load(FOLDER.joinpath("2026-11.yaml").read_text(encoding="utf-8"))
    item = content["groups"][0]["items"][0]
    norms = item.pop("norms")
    item.update({**wrong, **({"norms": norms} if "norms" in wrong else {})})
    file = tmp_path / "2026-11.yaml"
    file.write_text(yaml.safe_dump(content, default_flow_style=False), encoding="utf-8")

    with pytest.raises(RuleBookError):
        read_checked_yaml(file, FOLDER.joinpath("schema.json"))


# The list is kept as it was used, so its numbers stand in its texts; these are the parameters that they are of.
PARAMETERS = {
    ("living_area", "Tegen overbewoning"): ["overcrowding.area"],
    ("living_area", "SNF: 12"): ["snf.area.dwelling", "snf.area.other"],
    ("living_area", "SNF: 15"): ["snf.area.new"],
    ("living_area", "AKF"): ["akf.area"],
    ("walking_space", "AKF"): ["akf.walkable"],
    ("toilets", "SNF"): ["snf.toilet.people"],
    ("showers", "SNF"): ["snf.shower.people"],
    ("people_in_room", "AKF"): ["akf.bedroom.people"],
    ("people_in_room", "SNF"): ["snf.bedroom.people_new", "snf.bedroom.people_chosen"],
    ("room_area", "SNF"): ["snf.bedroom.area"],
}
WORDS = {"een persoon": "1 persoon", "twee": "2", "acht": "8"}


@pytest.mark.parametrize(("item", "begins"), list(PARAMETERS))
def test_the_numbers_of_the_list_are_those_of_the_rule_book(item, begins) -> None:
    found = list_of("2026-11").item(item)
    assert found is not None
    norms = [norm for norm in found.norms if norm.text.nl.startswith(begins)]

    assert norms
    for norm in norms:
        text = norm.text.nl.replace(",", ".")
        for word, number in WORDS.items():
            text = text.replace(word, number)
        said = {Decimal(number) for number in re.findall(r"(?<![\d.])\d+(?:\.\d+)?", text)}
        assert norm.valid_from is not None
        ruled = {Decimal(str(parameter_on(key, norm.valid_from).value)) for key in PARAMETERS[item, begins]}
        assert said == ruled


def test_a_version_that_does_not_exist_is_a_mistake_of_the_program() -> None:
    with pytest.raises(RuleBookError):
        list_of("1999-01")
