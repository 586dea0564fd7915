"""When a line and a person may be one."""

from datetime import date

import pytest

from thoes.matching.domain.addresses import Address, address_in, address_of
from thoes.matching.domain.comparing import (
    Comparison,
    Likeness,
    Verdict,
    compare_addresses,
    compare_birth_dates,
    compare_names,
    verdict_of,
)
from thoes.matching.domain.proposing import OurPerson, TheirLine, propose

SAME, ALIKE, SWAPPED, UNKNOWN, DIFFERENT = Likeness
BORN = date(1990, 4, 3)
HOME = address_of("Proefweg", "1", "0000 AA")


@pytest.mark.parametrize(
    ("written", "street", "number", "postcode"),
    [
        ("Proefweg 12, 5911 AA Venlo", "proefweg", "12", "5911aa"),
        ("Proefweg 12a 5911AA", "proefweg", "12", "5911aa"),
        ("Plein 1940 12", "plein 1940", "12", ""),
        ("Proefweg", "", "", ""),
        ("", "", "", ""),
    ],
)
def test_an_address_is_read_from_one_line(written, street, number, postcode) -> None:
    assert address_in(written) == Address(street, number, postcode)


@pytest.mark.parametrize(
    ("theirs", "likeness"),
    [
        (address_of("Proefweg", "12 A", ""), SAME),
        (address_of("", "12", "5911 aa"), SAME),
        (address_of("Proefweg", "13", ""), DIFFERENT),
        (address_of("Proefweg", "", ""), UNKNOWN),
    ],
)
def test_addresses_are_compared_by_number_in_a_street_or_postcode(theirs, likeness) -> None:
    assert compare_addresses([address_of("Proefweg", "12", "5911 AA")], theirs) is likeness


@pytest.mark.parametrize(
    ("theirs", "likeness"),
    [
        ("anna testowska", SAME),
        ("anna maria testowska", ALIKE),
        ("anna testovska", ALIKE),
        ("anna", DIFFERENT),
        ("jan proefnik", DIFFERENT),
    ],
)
def test_names_are_compared_by_their_words(theirs, likeness) -> None:
    assert compare_names(["anna testowska"], theirs) is likeness


@pytest.mark.parametrize(
    ("theirs", "likeness"),
    [(BORN, SAME), (date(1990, 3, 4), SWAPPED), (date(1990, 4, 4), DIFFERENT), (None, UNKNOWN)],
)
def test_birth_dates_are_compared(theirs, likeness) -> None:
    assert compare_birth_dates([BORN], theirs) is likeness


@pytest.mark.parametrize(
    ("name", "birth", "address", "verdict"),
    [
        (SAME, SAME, DIFFERENT, Verdict.CERTAIN),
        (ALIKE, SAME, SAME, Verdict.CERTAIN),
        (ALIKE, SAME, DIFFERENT, Verdict.LIKELY),
        (SAME, UNKNOWN, SAME, Verdict.LIKELY),
        (SAME, UNKNOWN, DIFFERENT, Verdict.DOUBTFUL),
        (SAME, SWAPPED, UNKNOWN, Verdict.DOUBTFUL),
        (SAME, DIFFERENT, SAME, Verdict.DOUBTFUL),
        (SAME, DIFFERENT, DIFFERENT, None),
        (ALIKE, UNKNOWN, SAME, Verdict.DOUBTFUL),
        (ALIKE, DIFFERENT, SAME, None),
        (DIFFERENT, SAME, SAME, None),
    ],
)
def test_what_three_answers_come_to(name, birth, address, verdict) -> None:
    assert verdict_of(Comparison(name, birth, address), words=2) is verdict


def test_a_family_name_alone_is_never_certain() -> None:
    assert verdict_of(Comparison(SAME, SAME, SAME), words=1) is Verdict.LIKELY


def _ours(person, name, born=BORN):
    return OurPerson(person, (name,), (born,) if born else (), (HOME,))


def test_two_people_who_fit_one_line_are_both_shown_and_none_is_certain() -> None:
    found = propose([TheirLine("anna testowska", BORN, HOME)], [_ours(1, "anna testowska"), _ours(2, "anna testowska")])

    assert [(one.person, one.verdict, one.has_rival) for one in found[0]] == [
        (1, Verdict.LIKELY, True),
        (2, Verdict.LIKELY, True),
    ]


def test_two_lines_about_one_person_are_not_certain() -> None:
    line = TheirLine("anna testowska", BORN, HOME)

    found = propose([line, line], [_ours(1, "anna testowska")])

    assert {one.verdict for proposals in found for one in proposals} == {Verdict.LIKELY}


def test_who_was_declined_is_not_proposed_again() -> None:
    line = TheirLine("anna testowska", BORN, HOME)

    assert propose([line], [_ours(1, "anna testowska")], declined=[frozenset({1})]) == [[]]
