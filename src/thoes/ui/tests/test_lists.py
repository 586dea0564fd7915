"""A list page as declared: what is asked stands in the address, and page and files show the same of it."""

import csv
import io
import re
from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest
from django import forms
from django.http import Http404
from django.test import RequestFactory
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from thoes.ui.lists import (
    Choice,
    Day,
    DayChoice,
    Empty,
    ListPage,
    Number,
    Part,
    Parts,
    Spare,
    State,
    Switch,
    Text,
    Words,
)
from thoes.ui.templatetags.thoes_ui import datatable


@dataclass
class House:
    name: str
    town: str | None
    beds: int | None
    since: date | None


HOUSES = [
    House("Proefhuis", "Venlo", 12, date(2026, 5, 14)),
    House("Aan de Maas", "Weert", 3, None),
    House("<b>Zonder</b>", None, None, date(2020, 1, 1)),
]
LOOKED: list[tuple[bool, list[str]]] = []


def _list(**changed: Any) -> ListPage:
    declared: dict[str, Any] = {
        "title": "Houses",
        "says": lambda listing: f"{listing.total} in all.",
        "guard": lambda view: view,
        "rows": lambda listing: HOUSES,
        "filters": [
            Words(label="Name", by=lambda words, _listing: lambda house: words.casefold() in house.name.casefold()),
            Choice(
                name="town",
                label="Town",
                choices=[("Venlo", "Venlo"), ("Weert", "Weert")],
                by=lambda town, _listing: lambda house: house.town == town,
            ),
            Choice(name="nobody", label="Nothing to choose", choices=lambda listing: []),
            DayChoice(
                name="before", label="Before", by=lambda day, _l: lambda house: bool(house.since and house.since < day)
            ),
            Switch(name="large", label="Large", by=lambda _on, _listing: lambda house: (house.beds or 0) > 10),
        ],
        "parts": Parts(
            [Part("", "All"), Part("dated", "With a day", lambda _listing: lambda house: house.since is not None)]
        ),
        "columns": [
            Text("Name", "name", "town", "name"),
            State("Size", lambda house: ("ok", "large") if (house.beds or 0) > 10 else None),
            Day("Since", "since", sort="since", missing="unknown"),
            Number("Beds", "beds", sort="beds"),
            Text("Secret", "town", when=lambda listing: False),
        ],
        "file": "houses",
        "empty": Empty("No houses yet", "Add one."),
        "looked": lambda listing: LOOKED.append((listing.is_file, [house.name for house in listing.shown])),
    }
    return ListPage(**(declared | changed))


def _page(query: str = "", **changed: Any) -> str:
    return _answer(query, **changed).content.decode()


def _answer(query: str = "", **changed: Any) -> Any:
    LOOKED.clear()
    with translation.override("en"):
        return _list(**changed).as_view()(RequestFactory().get("/houses/" + query))


def _names(query: str) -> list[str]:
    _answer(query)
    return LOOKED[0][1]


def test_filters_narrow_together_and_are_kept_in_the_form() -> None:
    page = _page("?q=huis&town=Venlo&large=1")

    assert _names("?q=huis&town=Venlo&large=1") == ["Proefhuis"]
    assert 'value="huis"' in page
    assert '<option value="Venlo" selected>' in page
    assert "checked" in page
    assert "1 result" in page


def test_a_choice_is_the_select_that_django_draws() -> None:
    towns = [("Venlo", "Venlo"), ('"W"', "<b>Weert</b>"), ("none", _("Nowhere"))]
    choice = Choice(name="town", label="Town", choices=towns)

    field = choice.field(None)
    plain = forms.Select(choices=field.choices)

    for value in ('"W"', "Venlo", "", None):
        drawn, expected = (widget.render("town", value, {"id": "filter-town"}) for widget in (field.widget, plain))
        assert drawn == re.sub(r">\s+<", "><", expected)


def test_what_is_not_understood_is_said_at_its_field_and_narrows_nothing() -> None:
    page = _page("?town=Atlantis&before=someday")

    assert len(_names("?town=Atlantis&before=someday")) == 3
    assert page.count("utrecht-form-field-error-message") == 2
    assert "<details open>" in page


def test_a_filter_with_nothing_to_choose_is_not_there() -> None:
    assert "Nothing to choose" not in _page()


def test_parts_count_what_is_left_after_the_filters_and_keep_them() -> None:
    page = _page("?q=huis&part=dated")

    assert 'href="?q=huis&amp;part=dated" aria-current="page"' in page
    assert '<input type="hidden" name="part" value="dated">' in page
    assert _names("?part=dated") == ["Proefhuis", "<b>Zonder</b>"]
    assert _names("?part=nonsense") == [house.name for house in HOUSES]


@pytest.mark.parametrize(
    ("sort", "first"),
    [
        ("", "Proefhuis"), ("name", "<b>Zonder</b>"), ("-name", "Proefhuis"), ("beds", "Aan de Maas"),
        ("-beds", "Proefhuis"), ("town", "Proefhuis"),
    ],
)  # fmt: skip
def test_a_list_is_sorted_by_a_column_that_offers_it(sort: str, first: str) -> None:
    assert _names(f"?sort={sort}")[0] == first


def test_what_is_not_known_comes_last_both_ways() -> None:
    assert [_names("?sort=beds")[-1], _names("?sort=-beds")[-1]] == ["<b>Zonder</b>"] * 2


def test_a_head_sorts_and_turns_round_and_keeps_the_filter() -> None:
    page = _page("?large=1&sort=beds")

    assert 'aria-sort="ascending"><a class="nl-link" href="?large=1&amp;sort=-beds">' in page
    assert '<option value="beds" selected>' in page


def test_what_is_missing_has_words_and_what_a_user_typed_is_no_markup() -> None:
    page = _page()

    assert "unknown" in page
    assert "&lt;b&gt;Zonder&lt;/b&gt;" in page
    assert "Secret" not in page


def test_what_is_spare_is_marked_the_cell_or_what_stands_under_it() -> None:
    columns = [
        Text("Name", "name"),
        Text("Town", "town", "beds", spare=Spare.UNDER),
        Number("Beds", "beds", spare=Spare.CELL),
    ]

    page = _page(columns=columns)

    assert '<td class="thoes-text">Venlo <span class="thoes-note thoes-under thoes-spare">12</span></td>' in page
    assert '<td class="thoes-number thoes-spare" data-label="Beds">12</td>' in page


def test_an_empty_list_says_what_to_do_and_a_filter_that_finds_nothing_how_to_get_back() -> None:
    assert "Add one." in _page(rows=lambda listing: [])
    found_nothing = _page("?part=dated&q=nergens")
    assert "Add one." not in found_nothing
    assert 'href="?part=dated"' in found_nothing


@pytest.mark.parametrize("kind", ["xlsx", "csv", "ods"])
def test_a_file_holds_all_pages_of_what_is_filtered_and_who_is_in_it_is_written_down(kind: str) -> None:
    answer = _answer(f"?part=dated&page=2&file={kind}", per_page=1)

    assert answer["Content-Disposition"].endswith(f'.{kind}"')
    assert answer["Cache-Control"] == "no-store"
    assert LOOKED == [(True, ["Proefhuis", "<b>Zonder</b>"])]


def test_a_file_holds_bare_values_of_the_columns_of_the_reader() -> None:
    body = _answer("?file=csv&q=huis").content.decode("utf-8-sig")

    lines = list(csv.reader(io.StringIO(body), delimiter=";"))
    assert lines == [["Name", "Size", "Since", "Beds"], ["Proefhuis", "large", "2026-05-14", "12"]]


def test_only_who_is_on_the_page_is_written_down() -> None:
    _answer("?page=2", per_page=2)

    assert LOOKED == [(False, ["<b>Zonder</b>"])]


def test_a_kind_of_file_that_does_not_exist_is_no_page() -> None:
    with pytest.raises(Http404):
        _answer("?file=exe")


def test_a_list_without_files_has_none() -> None:
    answer = _answer("?file=csv", file="")

    assert "Content-Disposition" not in answer
    assert "file=xlsx" not in answer.content.decode()


def test_the_guard_stands_before_everything() -> None:
    def nobody(view: Any) -> Any:
        def refused(request: Any) -> Any:
            raise PermissionError

        return refused

    with pytest.raises(PermissionError):
        _answer(guard=nobody)
    assert LOOKED == []


def test_a_posted_form_is_refused() -> None:
    assert _list().as_view()(RequestFactory().post("/houses/")).status_code == 405


@pytest.mark.parametrize(
    ("sizes", "badges"),
    [
        (("large", "large", "large"), 0),
        (("large", "small", "large"), 3),
        (("large", "large", None), 2),
        ((None,) * 3, 0),
    ],
)
def test_a_badge_that_every_row_would_have_is_words_alone(sizes, badges) -> None:
    size_of = dict(zip((house.name for house in HOUSES), sizes, strict=True))
    columns = [Text("Name", "name"), State("Size", lambda house: (size := size_of[house.name]) and ("ok", size))]

    page = _page(columns=columns)

    assert page.count("thoes-badge--ok") == badges
    assert all(page.count(f">{size}<") >= sizes.count(size) for size in set(sizes) - {None})


def test_the_badge_of_an_only_row_stays() -> None:
    assert _page("?town=Venlo").count("thoes-badge--ok") == 1


@pytest.mark.parametrize(("language", "shown"), [("nl", "1.234.567"), ("en", "1,234,567")])
def test_a_number_is_written_with_its_thousands_on_the_page_and_bare_in_a_file(language, shown) -> None:
    column = Number("People", "people")

    with translation.override(language):
        assert column.html(1234567, None) == shown
        assert column.html("120 – 140", None) == "120 – 140"
    assert column.in_file({"people": 1234567}) == 1234567


def test_a_dash_of_a_table_within_a_page_is_left_off_a_phone_as_it_is_of_a_list() -> None:
    cells = '<td data-label="Vertrek">–</td><td class="thoes-number" data-label="Mensen"> – </td><td>3 – 4</td>'

    shown = datatable(cells, "Verblijven")
    numbers = datatable(cells, "Verblijven", numbers=True)

    assert '<td class="thoes-nothing" data-label="Vertrek">–</td>' in shown
    assert '<td class="thoes-nothing thoes-number" data-label="Mensen">–</td>' in shown
    assert "<td>3 – 4</td>" in shown
    assert "thoes-nothing" not in numbers
