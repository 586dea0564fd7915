"""How a line of a group is read."""

import pytest

from thoes.register.domain.group_lines import GroupLine, group_lines


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Testowska, Anna; Opole", ("Testowska", "Anna", "Opole")),
        ("Testowska, Anna / Opole", ("Testowska", "Anna", "Opole")),
        ("Testowska\tAnna\tOpole", ("Testowska", "Anna", "Opole")),
        ("Anna Maria Testowska", ("Testowska", "Anna Maria", "")),
        ("Testowska", ("Testowska", "", "")),
    ],
)
def test_a_name_is_read_in_the_ways_people_type_it(text, names) -> None:
    assert group_lines(text) == [GroupLine(text, *names)]


def test_empty_lines_are_nobody() -> None:
    assert group_lines("\n  \n;\nTestowska\n") == [GroupLine("Testowska", "Testowska")]


@pytest.mark.parametrize("text", ["1. Testowska, Anna", "12) Testowska, Anna", "3 . Testowska, Anna"])
def test_a_number_in_front_of_a_line_is_no_part_of_a_name(text) -> None:
    assert group_lines(text) == [GroupLine("Testowska, Anna", "Testowska", "Anna")]
