"""The export follows HSDS 3.0: what must be there, of which kind, and nothing that it does not know.

The rules are ours, written down from schema/*.json of openreferral/specification (HSDS 3.0); its own files are under CC BY-SA.
"""

import json
from datetime import date
from typing import Any

import pytest
from jsonschema import Draft202012Validator, FormatChecker

from thoes.contacts.hsds import page_of, service_of
from thoes.contacts.tests.conftest import TODAY, listing
from thoes.contacts.tests.test_contact_list import whole

TEXT, NUMBER = {"type": "string"}, {"type": "number"}
UUID, ADDRESS = {"type": "string", "format": "uuid"}, {"type": "string", "format": "uri"}
CLOCK, DAY = {"type": "string", "pattern": r"^\d\d:\d\d"}, {"type": "string", "format": "date"}


def record(*required: str, **known: Any) -> dict[str, Any]:
    return {
        "type": "object", "properties": {"id": UUID, **known}, "required": ["id", *required], "additionalProperties": False,
    }  # fmt: skip


def some(items: dict[str, Any]) -> dict[str, Any]:
    return {"type": "array", "items": items}


TERM = record("name", "description", code=TEXT, name=TEXT, description=TEXT, taxonomy=TEXT)
ATTRIBUTE = record(
    "link_id", "link_entity", "taxonomy_term_id",
    link_id=UUID, link_entity=TEXT, taxonomy_term_id=UUID, taxonomy_term=TERM,
)  # fmt: skip
LANGUAGE = record(code={"type": "string", "pattern": "^[a-z]{2,3}$"}, name=TEXT)
KINDS_OF_PHONE = ["text", "voice", "fax", "cell", "video", "pager", "textphone"]
PHONE = record("number", number=TEXT, type={"enum": KINDS_OF_PHONE}, description=TEXT)
KIND_OF_PLACE = {"enum": ["physical", "postal", "virtual"]}
POSTAL = record(
    "address_1", "city", "state_province", "postal_code", "country", "address_type",
    address_1=TEXT, city=TEXT, state_province=TEXT, postal_code=TEXT, country={"type": "string", "pattern": "^[A-Z]{2}$"},
    address_type=KIND_OF_PLACE,
)  # fmt: skip
LOCATION = record("location_type", location_type=KIND_OF_PLACE, addresses=some(POSTAL))
SCHEDULE = record(
    valid_from=DAY, valid_to=DAY, freq={"enum": ["WEEKLY", "MONTHLY"]}, interval=NUMBER, byday=TEXT, description=TEXT,
    opens_at=CLOCK, closes_at=CLOCK,
)  # fmt: skip
ORGANIZATION = record("name", "description", name=TEXT, description=TEXT, website=ADDRESS)
SERVICE = record(
    "name", "status",
    name=TEXT, status={"enum": ["active", "inactive", "defunct", "temporarily closed"]}, description=TEXT, url=ADDRESS,
    email={"type": "string", "format": "email"}, application_process=TEXT, assured_date=DAY, organization=ORGANIZATION,
    phones=some(PHONE), languages=some(LANGUAGE), service_areas=some(record(name=TEXT, uri=ADDRESS)),
    schedules=some(SCHEDULE), attributes=some(ATTRIBUTE), service_at_locations=some(record(location=LOCATION)),
)  # fmt: skip
PAGE = {
    "type": "object",
    "properties": {
        **{key: {"type": "integer"} for key in ("total_items", "total_pages", "page_number", "size")},
        **{key: {"type": "boolean"} for key in ("first_page", "last_page", "empty")},
        "contents": some(SERVICE),
    },
    "required": ["total_items", "total_pages", "page_number", "size", "first_page", "last_page", "empty", "contents"],
    "additionalProperties": False,
}


def mistakes(page: Any) -> list[str]:
    validator = Draft202012Validator(PAGE, format_checker=FormatChecker())
    return [f"{'/'.join(map(str, each.absolute_path))}: {each.message}" for each in validator.iter_errors(page)]


@pytest.mark.parametrize("said", [whole(), listing()], ids=["everything", "next to nothing"])
def test_what_is_exported_follows_the_standard(said) -> None:
    page = page_of([service_of("key", said, checked_on=TODAY, names={"GM0983": "Venlo"})])

    assert mistakes(json.loads(json.dumps(page))) == []


@pytest.mark.parametrize(
    "change", [{"status": "open"}, {"id": "7"}, {"name": None}, {"phones": [{"id": "7", "number": "1"}]}, {"extra": 1}]
)
def test_the_test_sees_what_does_not_follow_it(change) -> None:
    service = service_of("key", whole(), checked_on=TODAY, names={}) | change

    assert mistakes(page_of([service])) != []


def test_the_numbers_stay_the_same_and_are_of_one_thing_each() -> None:
    def numbers(said: Any) -> list[str]:
        parts = said.values() if isinstance(said, dict) else said
        inside = [numbers(each) for each in parts if isinstance(each, dict | list)]
        own = [said["id"]] if isinstance(said, dict) and "id" in said else []
        return [*own, *(number for each in inside for number in each)]

    first, again = (service_of("key", whole(), checked_on=day, names={}) for day in (TODAY, date(2027, 1, 1)))
    other = service_of("other", whole(), checked_on=TODAY, names={})

    assert numbers(first) == numbers(again)
    assert len(numbers(first)) == len(set(numbers(first)))
    shared = set(numbers(first)) & set(numbers(other))
    assert shared == {first["attributes"][0]["taxonomy_term_id"]}


def test_a_time_of_the_wall_clock_has_no_offset_that_is_wrong_in_summer() -> None:
    for schedule in service_of("key", whole(), checked_on=TODAY, names={})["schedules"]:
        assert "timezone" not in schedule
        assert all(len(schedule[name]) == 5 for name in ("opens_at", "closes_at") if name in schedule)
