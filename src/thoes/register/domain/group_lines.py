"""Read a bus full of people from a few lines of text: one person a line, "Family name, Given name; residence"."""

import re
from dataclasses import dataclass

_NUMBER_IN_FRONT = re.compile(r"\d{1,3}\s*[.)]\s*(?=[^\W\d_])")


@dataclass(frozen=True, slots=True)
class GroupLine:
    """One person as typed; `text` is the line itself, to be shown back when it cannot be taken."""

    text: str
    family_name: str
    given_name: str = ""
    residence: str = ""


def group_lines(text: str) -> list[GroupLine]:
    """The people in the text; empty lines are left out.

    Without a comma the last word is taken for the family name. A slash may stand for the semicolon; a tab parts like a
    comma, as copied spreadsheet cells do. A number in front ("1. ") counts the lines and belongs to no name.
    """
    lines = (_NUMBER_IN_FRONT.sub("", line.strip()) for line in text.splitlines())
    return [_line(line) for line in lines if line.strip(" \t,;/")]


def _line(text: str) -> GroupLine:
    name, _, residence = text.replace("\t", ", ").replace("/", ";").partition(";")
    parts = [part.strip() for part in name.split(",") if part.strip()]
    if len(parts) > 1:
        residence = residence or ", ".join(parts[2:])
        return GroupLine(text, parts[0], parts[1], residence.strip())
    words = name.split()
    return GroupLine(text, words[-1] if words else "", " ".join(words[:-1]), residence.strip())
