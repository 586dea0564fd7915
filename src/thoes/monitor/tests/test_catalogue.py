"""The description of the open data has what DCAT-AP-NL 3.0 asks of it."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from django.urls import reverse

from thoes.monitor.models import PublishedCount

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

# From the shapes of Geonovum and those of DCAT-AP under them: how often each property must be there, at least and at most.
ASKED: dict[str, dict[str, tuple[int, int | None]]] = {
    "dcat:Catalog": {
        "dct:title": (1, None), "dct:description": (1, None), "dct:publisher": (1, 1), "dcat:contactPoint": (1, 1),
        "dcat:dataset": (1, None),
    },
    "dcat:Dataset": {
        "dct:title": (1, None), "dct:description": (1, None), "dct:accessRights": (1, 1), "dcat:contactPoint": (1, 1),
        "dct:creator": (1, None), "dct:identifier": (1, 1), "dct:publisher": (1, 1), "dcat:theme": (1, None),
        "dcat:version": (0, 1), "dcat:distribution": (0, None), "dct:language": (1, None), "dct:modified": (0, 1),
    },
    "dcat:Distribution": {
        "dcat:accessURL": (1, 1), "dct:license": (1, 1), "dcat:downloadURL": (0, 1), "dct:format": (0, 1),
        "dcat:mediaType": (0, 1),
    },
    "foaf:Agent": {"foaf:name": (1, None)},
    "vcard:Kind": {"vcard:fn": (1, None)},
    "dct:PeriodOfTime": {"dcat:startDate": (1, 1), "dcat:endDate": (0, 1)},
}  # fmt: skip


def nodes(value: Any) -> Iterator[dict[str, Any]]:
    if isinstance(value, dict):
        yield value
        for each in value.values():
            yield from nodes(each)
    elif isinstance(value, list):
        for each in value:
            yield from nodes(each)


# What is a thing with an address and never words: the shapes ask for an IRI or a blank node.
THINGS = {
    "dct:publisher", "dct:creator", "dcat:contactPoint", "dct:license", "dct:language", "dct:accessRights", "dcat:theme",
    "dcat:accessURL", "dcat:downloadURL", "dct:format", "dcat:mediaType", "dct:accrualPeriodicity", "dcat:landingPage",
    "dcat:dataset", "dcat:distribution", "vcard:hasURL", "vcard:hasEmail", "dct:temporal",
}  # fmt: skip


def words_where_a_thing_belongs(body: dict[str, Any]) -> list[str]:
    return [
        f"{node.get('@type')}: {name}"
        for node in nodes(body)
        for name in THINGS & set(node)
        for each in (node[name] if isinstance(node[name], list) else [node[name]])
        if not isinstance(each, dict) or not ({"@id", "@type"} & set(each)) or "@value" in each
    ]


def lacking(body: dict[str, Any]) -> list[str]:
    """What is there too seldom or too often, by the kind of thing."""
    found = []
    for node in nodes(body):
        for name, (least, most) in ASKED.get(node.get("@type", ""), {}).items():
            there = node.get(name, [])
            times = len(there) if isinstance(there, list) else 1
            if times < least or (most is not None and times > most):
                found.append(f"{node['@type']}: {name} is there {times} times")
    return found


@pytest.fixture
def body(client, counted) -> dict[str, Any]:
    answer = client.get(reverse("monitor:catalogue"))
    assert answer.headers["Content-Type"] == "application/ld+json"
    return json.loads(answer.content)


def test_everything_that_the_profile_asks_is_there(body) -> None:
    assert lacking(body) == []
    assert words_where_a_thing_belongs(body) == []
    assert {"dcat:Catalog", "dcat:Dataset", "dcat:Distribution"} <= {node.get("@type") for node in nodes(body)}


def test_words_in_the_place_of_a_thing_are_seen(body) -> None:
    body["dct:license"] = "CC0"

    assert words_where_a_thing_belongs(body) == ["dcat:Catalog: dct:license"]


def test_each_distribution_says_which_kind_of_file_it_is_and_each_kind_is_there(body) -> None:
    for data_set in body["dcat:dataset"]:
        kinds = {each["dct:format"]["@id"].rpartition("/")[2] for each in data_set["dcat:distribution"]}
        assert kinds == {"CSV", "JSON", "PARQUET"}
        for each in data_set["dcat:distribution"]:
            assert each["dcat:downloadURL"]["@id"].upper().endswith(each["dct:format"]["@id"].rpartition("/")[2])


@pytest.mark.parametrize("gone", ["dct:accessRights", "dct:license", "dcat:contactPoint", "foaf:name"])
def test_the_test_sees_what_lacks(body, gone: str) -> None:
    for node in nodes(body):
        node.pop(gone, None)

    assert any(gone in each for each in lacking(body))


def test_every_prefix_is_explained_and_every_file_opens(body, client) -> None:
    used = {
        name.partition(":")[0] for node in nodes(body) for name in node if ":" in name and not name.startswith("http")
    }

    files = [node["dcat:downloadURL"]["@id"] for node in nodes(body) if node.get("@type") == "dcat:Distribution"]

    assert used <= set(body["@context"])
    assert len(files) == 3 * (PublishedCount.objects.values("indicator").distinct().count() + 1)
    assert all(client.get(address.removeprefix("http://testserver")).status_code == 200 for address in files)


def test_without_a_filled_in_operator_nobody_is_made_up(body, settings) -> None:
    names = {node["foaf:name"] for node in nodes(body) if node.get("@type") == "foaf:Agent"}

    assert settings.THOES_OPERATOR_NAME == ""
    assert names == {"http://testserver/"}
    assert not any("vcard:hasEmail" in node for node in nodes(body))
