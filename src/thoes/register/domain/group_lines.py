"""Read a bus full of people from a few lines of text: one person a line, "Family name, Given name; residence"."""

from dataclasses import dataclass

from thoes.kernel.person_names import (
    NameOrder,
    is_common_given_name,
    is_of_several,
    order_of_names,
    split_name,
    without_number,
)
from thoes.kernel.refusals import Refusal


@dataclass(frozen=True, slots=True)
class GroupLine:
    """One person as typed; `text` is the line itself, to be shown back when it cannot be taken."""

    text: str
    family_name: str
    given_name: str = ""
    residence: str = ""


def order_of_group(text: str) -> NameOrder:
    """In which order these lines write names without a comma; the places count the lines of `group_lines`."""
    return order_of_names(_apart(line)[0] for line in _lines(text))


def group_lines(text: str) -> list[GroupLine]:
    """The people in the text; empty lines are left out.

    Names are taken apart as in a list, in one order for the whole text. A slash may stand for the semicolon behind
    "Family name, Given name"; a tab parts like a comma, as copied spreadsheet cells do. A number in front ("1. ") counts
    the lines and belongs to no name. Several people in one line stay together, to be refused.
    """
    family_first = order_of_group(text).family_first
    return [_line(line, family_first=family_first) for line in _lines(text)]


def _lines(text: str) -> list[str]:
    lines = (without_number(line).strip() for line in text.splitlines())
    return [line for line in lines if line.strip(" \t,;/")]


def _apart(line: str) -> tuple[str, str]:
    """The name and the residence."""
    name, _, residence = line.partition(";")
    if not residence:
        before, _, behind = line.partition("/")
        if (
            "," in before
            and "," not in behind
            and not is_common_given_name(behind.split()[0] if behind.split() else "")
        ):
            name, residence = before, behind
    if "\t" in name:
        cells = [cell.strip() for cell in name.split("\t") if cell.strip()]
        name = ", ".join(cells[:2])
        residence = residence or ", ".join(cells[2:])
    return name, residence.strip()


def _line(text: str, *, family_first: bool) -> GroupLine:
    name, residence = _apart(text)
    parts = [part.strip() for part in name.split(",") if part.strip()]
    if len(parts) > 2 and not residence and not is_of_several(", ".join(parts[:2])):
        name, residence = ", ".join(parts[:2]), ", ".join(parts[2:])
    if is_of_several(name):
        return GroupLine(text, " ".join(name.split()), "", residence)
    try:
        found = split_name(name, family_first=family_first)
    except Refusal:
        return GroupLine(text, name.strip(), "", residence)
    return GroupLine(text, found.family, found.given, residence)
