"""Two people in one cell: the names that it seems to hold, for a person to look at before each gets a line."""

import re
from collections.abc import Mapping

from thoes.imports.vocabulary import NAME_FIELDS, Field

_BETWEEN = re.compile(r"\s*[\r\n]+\s*|\s*[&+/;]\s*|\s+(?:en|and|und|i|oraz|și|si|и|és|та|y)\s+")


def names_apart(text: str) -> list[str]:
    """The names in a text; a family name that stands once behind them is that of all: "Jan & Ana Nepski"."""
    names = [name.strip(" ,") for name in _BETWEEN.split(text.strip()) if name.strip(" ,")]
    if len(names) > 1 or text.count(",") > 1:
        # Of three or more all but the last stand between commas.
        names = [part.strip() for name in names for part in name.split(",") if part.strip()]
    if len(names) > 1 and len(names[-1].split()) > 1:
        family = names[-1].split(maxsplit=1)[1]
        names = [name if len(name.split()) > 1 else f"{name} {family}" for name in names[:-1]] + names[-1:]
    return names


def lines_apart(cells: Mapping[int, str], fields: Mapping[int, str]) -> list[dict[str, str]]:
    """For each of the people in a line the cells that differ: by column, with the name alone. Empty when it is of one."""
    parts: dict[int, list[str]] = {}
    for column, field in fields.items():
        if field in NAME_FIELDS:
            text = cells.get(column, "")
            whole = field in (Field.PERSON, Field.PERSON_FAMILY_FIRST)
            names = names_apart(text) if whole else [name for name in _BETWEEN.split(text.strip()) if name]
            if len(names) > 1:
                parts[column] = names
    most = max((len(names) for names in parts.values()), default=0)
    return [
        {str(column): names[place] for column, names in parts.items() if place < len(names)} for place in range(most)
    ]
