"""Which area a file of somebody else speaks of: a municipality as people write it, a region, the province or the country."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from thoes.intake.public import normalise
from thoes.kernel.refusals import Refusal
from thoes.kernel.yaml_text import read_yaml
from thoes.monitor.areas import Area, areas_of_limburg

COUNTRY = "nl"
_CODE = re.compile(r"(?:GM|PV|CR|NL)\d{1,4}", re.I)
_BEFORE = re.compile(
    r"^(?:(?:eind|sub)?totaal|total|gemeente|gem|provincie|prov|regio|corop(?: gebied)?|arbeidsmarktregio) "
)


@dataclass(frozen=True, slots=True)
class Merged:
    """The municipality that one of before went into, from 1 January of a year, with the others that did."""

    into: str
    year: int
    were: tuple[str, ...]


class AreaBook:
    """The areas by every name that is known of them."""

    def __init__(self, areas: Mapping[str, Area], said: Mapping[str, Any]) -> None:
        self.areas = areas
        self._by_name = {normalise(name): code for code, names in said["names"].items() for name in names}
        self._by_name |= {normalise(area.name): code for code, area in areas.items()}
        self._by_name |= {normalise(code): code for code in areas}
        self._merged = {
            normalise(name): Merged(each["into"], each["year"], tuple(each["were"]))
            for each in said["merged"]
            for name in each["were"]
        }

    def find(self, text: str) -> str | None:
        """The code of the area that a text names as a whole; None for something else.

        Refusal `area_merged` for a municipality that is no more.
        """
        name = normalise(text)
        short = _BEFORE.sub("", name)
        code = self._by_name.get(name) or self._by_name.get(short)
        if code is None and (merged := self._merged.get(short)):
            raise Refusal(
                "area_merged",
                name=text.strip()[:60],
                into=self.name_of(merged.into),
                year=str(merged.year),
                parts=", ".join(merged.were),
            )
        return code

    def names_one(self, text: str) -> bool:
        """Whether a text names an area, also one that is no more."""
        try:
            return self.find(text) is not None
        except Refusal:
            return True

    def inside(self, text: str) -> str | None:
        """The area that a title speaks of: of the names in it the longest."""
        words = f" {normalise(text)} "
        found = [name for name in self._by_name if len(name) > 3 and f" {name} " in words]
        return self._by_name[max(found, key=len)] if found else None

    def name_of(self, code: str) -> str:
        """What an area is called; the country by its name in the list."""
        return self.areas[code].name if code in self.areas else code

    def parts_of(self, code: str) -> list[str]:
        """The areas that lie straight in another."""
        return [each.code for each in self.areas.values() if each.of == code]


def is_area_code(text: str) -> bool:
    """Whether a text is a code of CBS for an area, of Limburg or not."""
    return _CODE.fullmatch(text.strip()) is not None


def whole_of(codes: Sequence[str], book: AreaBook) -> str | None:
    """The area of which these are all parts: all its regions or all its municipalities; None where some lack."""
    given = set(codes)
    for code in ("noord", "midden", "zuid", "limburg"):
        parts = set(book.parts_of(code))
        towns = {town for part in parts for town in book.parts_of(part)}
        if given and given in (parts, towns):
            return code
    return None


def area_book() -> AreaBook:
    """The areas of this installation."""
    return AreaBook(areas_of_limburg(), _said())


@cache
def _said() -> Mapping[str, Any]:
    found: Mapping[str, Any] = read_yaml((files("thoes.monitor") / "data" / "quoted_areas.yaml").read_text("utf-8"))
    return found
