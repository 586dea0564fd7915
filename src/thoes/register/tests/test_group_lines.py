"""How a line of a group is read."""

import pytest

from thoes.kernel.person_names import names_two_people
from thoes.register.domain.group_lines import GroupLine, group_lines, order_of_group


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Testowska, Anna; Opole", ("Testowska", "Anna", "Opole")),
        ("Testowska, Anna / Opole", ("Testowska", "Anna", "Opole")),
        ("Testowska, Anna, Opole", ("Testowska", "Anna", "Opole")),
        ("Testowska\tAnna\tOpole", ("Testowska", "Anna", "Opole")),
        ("Anna Maria Testowska", ("Testowska", "Anna Maria", "")),
        ("TESTOWSKA Anna", ("Testowska", "Anna", "")),
        ("Mw. Anna van der Proef; Weert", ("van der Proef", "Anna", "Weert")),
        ("Testowska A.", ("Testowska", "A.", "")),
        ("Testowska", ("Testowska", "", "")),
    ],
)
def test_a_name_is_read_in_the_ways_people_type_it(text, names) -> None:
    assert group_lines(text) == [GroupLine(text, *names)]


def test_empty_lines_are_nobody() -> None:
    assert group_lines("\n  \n;\nTestowska\n") == [GroupLine("Testowska", "Testowska")]


@pytest.mark.parametrize(
    "text", ["1. Testowska, Anna", "12) Testowska, Anna", "3 . Testowska, Anna", "4 Testowska, Anna"]
)
def test_a_number_in_front_of_a_line_is_no_part_of_a_name(text) -> None:
    assert group_lines(text) == [GroupLine("Testowska, Anna", "Testowska", "Anna")]


def test_the_order_of_names_is_decided_for_the_whole_group_by_those_that_show_it() -> None:
    text = "Testowski Tomasz\nDoe Sam\n"

    assert [(line.family_name, line.given_name) for line in group_lines(text)] == [
        ("Testowski", "Tomasz"),
        ("Doe", "Sam"),
    ]
    assert order_of_group(text).shows_family_first == 0


@pytest.mark.parametrize(
    "text", ["Jan, Ana en Bo Nepski", "Jan + Ana", "Jan / Ana", "Nepski, Jan / Ana", "Jan & Ana Nepski; Opole"]
)
def test_several_people_in_a_line_stay_together_to_be_refused(text) -> None:
    (line,) = group_lines(text)

    assert names_two_people(line.given_name, line.family_name)
