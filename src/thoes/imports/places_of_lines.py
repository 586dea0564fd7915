"""Where the people of a list are said to sleep, when it does not stand on their own line.

People write a site or a room once: on the first line of a group, as a title above a block, as the name of a sheet. Each is
recognised and asked, never assumed; until somebody says so the lines come back, for the register would otherwise put them
where they are not.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from thoes.imports.vocabulary import NAME_FIELDS, Field
from thoes.intake.public import (
    NO,
    YES,
    Answers,
    Cell,
    Mapping,
    Question,
    Row,
    Table,
    begins_a_total,
    cell_text,
    holds_bsn,
    is_a_note,
    is_blank,
    is_line_about_nobody,
    numbers_of,
    says_free,
    says_nothing,
)
from thoes.kernel.name_folding import search_key, words_of
from thoes.kernel.refusals import Fact

_YES_OR_NO = (YES, NO)
_TITLES_NAMED = 6
_LONGEST_NUMBER = 4
_SHORTEST_NAME = 5
# What stands before the name of a place in a title: "Locatie: Proefhof Beta".
_WORD_BEFORE = re.compile(
    r"^(?:locatie|site|location|adres|address|pand|huis|house|woning|hotel|obiekt|lokalizacja|unterkunft|standort|objekt|"
    r"locatie de cazare|cazare|обект)\s*[:\-–]?\s+",
    re.IGNORECASE,
)
_ROOM = re.compile(
    r"^(?:kamer|room|pokoj|pokój|zimmer|camera|cameră|szoba|стая|unit|kmr\.?)\s*(?:nr\.?|no\.?)?\s*[:\-–]?\s*(\S.{0,20})$",
    re.IGNORECASE,
)
_OF_A_SHEET = re.compile(r" #\d+$")
# The columns that Thoes adds; a file that came back is read by them too.
OWN_HEADERS = {Field.SITE: "Thoes: site", Field.UNIT: "Thoes: room"}


@dataclass(frozen=True, slots=True)
class Place:
    """A place that a title names: a site or a room, as it is written in the column that Thoes adds."""

    field: Field
    text: str


class Places:
    """Tells which titles name a site of the housing provider, or a room. `sites` has the sites by name, as keys; `names` are
    those names as they are written.
    """

    def __init__(self, sites: dict[str, set[UUID]], default: UUID, names: Iterable[str]) -> None:
        self._sites, self._default = sites, default
        # As keys the words of a name stand apart in a longer text.
        self._spoken = {search_key(name): " ".join(words_of(name)) for name in names if len(name) >= _SHORTEST_NAME}

    def in_title(self, text: str) -> Place | None:
        """The place that a title names, None when it names none that we know."""
        for name in (text, _WORD_BEFORE.sub("", text)):
            if search_key(name) in self._sites:
                return Place(Field.SITE, name)
        room = _ROOM.match(text)
        return Place(Field.UNIT, room[1].strip()) if room else None

    def all_in_text(self, text: str) -> list[Place]:
        """The sites that are named somewhere in a text; of two names of which one holds the other the longer."""
        words = f" {' '.join(words_of(text))} "
        found = {name: spoken for name, spoken in self._spoken.items() if f" {spoken} " in words}
        longest = [n for n, spoken in found.items() if not any(spoken in o and spoken != o for o in found.values())]
        sites = {frozenset(self._sites[name]): Place(Field.SITE, found[name]) for name in longest}
        return list(sites.values())

    def is_default(self, place: Place) -> bool:
        """Whether this is the site that was chosen for the list."""
        return place.field is Field.SITE and self._sites.get(search_key(place.text)) == {self._default}


def settle_places(tables: Sequence[Table], places: Places, answers: Answers) -> list[Table]:
    """The tables with the place of each line on it, as far as somebody said so; the other lines are marked in doubt."""
    found = [_ListOfPlaces(table, places, answers) for table in tables]
    _name_by_sheet(found, places, answers)
    for one in found:
        one.name_by_title()
        one.name_by_block()
        one.fill_down(Field.SITE)
        one.fill_down(Field.UNIT)
    return [one.table for one in found]


class _ListOfPlaces:
    """A table of which the lines get their places."""

    def __init__(self, table: Table, places: Places, answers: Answers) -> None:
        width = max(len(row) for row in table.sheet.rows)
        # A column that we added when the file was read before is not in the file.
        columns = {c: f for c, f in table.mapping.columns.items() if c < width}
        self.table = replace(table, mapping=Mapping(columns))
        self._width, self._places, self._answers = width, places, answers
        self.sheet = table.sheet
        self._facts: dict[str, dict[str, Fact]] = {}
        self._names = frozenset(c for c, f in columns.items() if f in NAME_FIELDS)
        self._who = [c for c, f in columns.items() if f in NAME_FIELDS or f is Field.ARRIVAL]
        self._days = [c for c, f in columns.items() if f is Field.ARRIVAL]
        self._where = frozenset(c for c, f in columns.items() if f in (Field.SITE, Field.UNIT, Field.BED))

    def has(self, field: Field) -> bool:
        """Whether a column holds it."""
        return self.table.mapping.column_of(field) is not None

    def people(self) -> Iterator[tuple[int, Row]]:
        """The lines with somebody in them: their place among the rows, and the row."""
        for place, row in self._below():
            if self._is_of_somebody(row):
                yield place, row

    def _is_of_somebody(self, row: Row) -> bool:
        return self._is_somebody(row) and self._title(row) is None

    def _is_somebody(self, row: Row) -> bool:
        """Whether a line names a person or a day, and is no empty bed and no total."""
        if is_line_about_nobody(row, self._days):
            return False
        who = [cell_text(row[c]) for c in self._who if c < len(row) and not is_blank(row[c])]
        return any(not says_nothing(text) and not says_free(text) for text in who)

    def name_by_title(self) -> None:
        """A site in a title above the list is that of all lines."""
        if self.has(Field.SITE):
            return
        above = (cell_text(cell) for row in self.sheet.rows[: self.table.header_row] for cell in row)
        named = {place: text for text in above if text for place in self._places.all_in_text(text)}
        sites = [place for place in named if place.field is Field.SITE]
        if len({place.text for place in sites}) > 1:
            facts: dict[str, Fact] = {
                "title": ", ".join(dict.fromkeys(named[place] for place in sites))[:160],
                "sheet": self.sheet.name or "1",
            }
            if not self._ask("title_names_sites", facts, choices=("chosen",)):
                self.doubt("title_names_sites", self.people())
            return
        if len(sites) != 1 or self._places.is_default(sites[0]):
            return
        answer = self._ask("title_names_site", {"title": named[sites[0]][:60], "sheet": self.sheet.name or "1"})
        if answer == YES:
            self.put(sites[0], self.people())
        elif not answer:
            self.doubt("title_names_site", self.people())

    def name_by_block(self) -> None:
        """A line with nothing but a place is the title of the lines below it."""
        titles = {row_at: title for row_at, row in self._below() if (title := self._title(row)) is not None}
        if not titles:
            return
        people = list(self.people())
        last = people[-1][0] if people else -1
        titles = {row_at: title for row_at, title in titles.items() if row_at < last}
        known = {row_at: place for row_at, title in titles.items() if (place := self._place_in(title))}
        known = {row_at: place for row_at, place in known.items() if not self.has(place.field)}
        strange = {
            row_at: title
            for row_at, title in titles.items()
            # A name alone is somebody without a day, unless the list has titles.
            if row_at not in known
            and not is_a_note(title)
            and (known or not self._is_in_name(row_at) or _looks_like_place(title))
        }
        if strange and not self.has(Field.SITE):
            self._ask_strange(strange, known, people)
        if not known:
            return
        for row_at in known:
            self.sheet.rows[row_at] = []
        names = ", ".join(dict.fromkeys(title for row_at, title in titles.items() if row_at in known))
        answer = self._ask("blocks_name_places", {"titles": names[:160], "sheet": self.sheet.name or "1"})
        below = [person for person in people if person[0] > min(known)]
        if not answer:
            self.doubt("blocks_name_places", below)
        elif answer == YES:
            now: dict[Field, Place] = {}
            for row_at, row in self._below():
                if row_at in known:
                    place = known[row_at]
                    # Another site begins with none of its rooms.
                    now = {place.field: place} if place.field is Field.SITE else {**now, place.field: place}
                for place in now.values():
                    self.put(place, [(row_at, row)] if any(p is row for _at, p in below) else [])

    def _place_in(self, title: str) -> Place | None:
        """The place of a title between the lines; there a number alone is that of a room."""
        return Place(Field.UNIT, title) if title.isdigit() else self._places.in_title(title)

    def _ask_strange(self, strange: dict[int, str], known: dict[int, Place], people: Sequence[tuple[int, Row]]) -> None:
        names = ", ".join(list(dict.fromkeys(strange.values()))[:_TITLES_NAMED])
        facts: dict[str, Fact] = {"titles": names[:160], "lines": numbers_of([row_at + 1 for row_at in strange])}
        answer = self._ask("titles_not_understood", facts, choices=("no_places",))
        for row_at in strange:
            self.sheet.rows[row_at] = []
        if not answer:
            # Until the next title that is known, nobody knows where these people are.
            doubted = [p for p in people if max((t for t in {**strange, **known} if t < p[0]), default=-1) in strange]
            self.doubt("titles_not_understood", doubted)

    def fill_down(self, field: Field) -> None:
        """A cell that is empty below one that is filled says the same, where people write it once a group."""
        column = self.table.mapping.column_of(field)
        if column is None or column >= self._width:
            return
        site = self.table.mapping.column_of(Field.SITE)
        last: Cell = None
        last_site = ""
        empty: list[tuple[int, Row, Cell]] = []
        for row_at, row in self._below():
            here = cell_text(row[site]) if site is not None and site < len(row) else ""
            if field is Field.UNIT and here and here != last_site:
                last, last_site = None, here
            cell = row[column] if column < len(row) else None
            if not is_blank(cell):
                last = None if says_nothing(cell_text(cell)) else cell
            elif last is not None and self._is_of_somebody(row):
                empty.append((row_at, row, last))
        if not empty:
            return
        code = f"{field}_filled_down"
        lines = numbers_of([row_at + 1 for row_at, _row, _cell in empty])
        text = next((text for text in (cell_text(cell)[:60] for _at, _row, cell in empty) if not holds_bsn(text)), "")
        answer = self._ask(code, {"lines": lines, "text": text}, remembered=True)
        if answer == YES:
            for _row_at, row, cell in empty:
                row.extend([None] * (column + 1 - len(row)))
                row[column] = cell
        elif not answer:
            self.doubt(code, [(row_at, row) for row_at, row, _cell in empty])

    def put(self, place: Place, lines: Iterable[tuple[int, Row]]) -> None:
        """Write a place on lines, in a column of ours."""
        columns = dict(self.table.mapping.columns)
        column = next((c for c, f in columns.items() if f is place.field), None)
        if column is None:
            column = self._width + (place.field is Field.UNIT)
            header = self.sheet.rows[self.table.header_row]
            header.extend([None] * (column + 1 - len(header)))
            header[column] = OWN_HEADERS[place.field]
            self.table = replace(self.table, mapping=Mapping({**columns, column: place.field}))
        for _row_at, row in lines:
            row.extend([None] * (column + 1 - len(row)))
            row[column] = place.text

    def _below(self) -> Iterator[tuple[int, Row]]:
        first = self.table.header_row + 1
        return ((row_at, self.sheet.rows[row_at]) for row_at in range(first, len(self.sheet.rows)))

    def _title(self, row: Row) -> str | None:
        """The one text of a line that holds nothing else; merged cells say it more than once."""
        filled: list[int] = []
        text = ""
        for column, cell in enumerate(row):
            if is_blank(cell):
                continue
            is_text = isinstance(cell, str) or (isinstance(cell, int | float) and cell_text(cell).isdigit())
            if not is_text or (filled and cell_text(cell) != text):
                return None
            text = cell_text(cell)
            filled.append(column)
        if not filled or self._where.intersection(filled):
            return None
        is_number = (
            text.isdigit()
            and len(text) <= _LONGEST_NUMBER
            and not self.has(Field.UNIT)
            and self._names.intersection(filled)
        )
        is_text = any(char.isalpha() for char in text) and not begins_a_total(text)
        # A line with a BSN comes back as it is: what is asked is kept.
        return text if (is_text or is_number) and not holds_bsn(text) else None

    def _is_in_name(self, row_at: int) -> bool:
        return next(c for c, cell in enumerate(self.sheet.rows[row_at]) if not is_blank(cell)) in self._names

    def _ask(
        self,
        code: str,
        facts: dict[str, Fact],
        *,
        choices: tuple[str, ...] = _YES_OR_NO,
        remembered: bool = False,
    ) -> str:
        about = "" if remembered else self.sheet.name
        self._facts[code] = facts
        return self._answers.to(Question(code, choices, about, facts, remembered=remembered))

    def doubt(self, code: str, lines: Iterable[tuple[int, Row]], facts: dict[str, Fact] | None = None) -> None:
        """Let these lines wait for what was asked."""
        said = facts or self._facts[code]
        self.sheet.doubts |= {row_at + 1: (code, said) for row_at, _row in lines}


def _name_by_sheet(lists: Sequence[_ListOfPlaces], places: Places, answers: Answers) -> None:
    """Sheets that are called as sites or rooms are: their lines are there."""
    # A second list on a sheet has its name with a number.
    named = {one.sheet.name: place for one in lists if (place := places.in_title(_OF_A_SHEET.sub("", one.sheet.name)))}
    named = {name: place for name, place in named.items() if not places.is_default(place) or len(named) > 1}
    theirs = [one for one in lists if one.sheet.name in named and not one.has(named[one.sheet.name].field)]
    if not theirs:
        return
    names = ", ".join(one.sheet.name for one in theirs)
    answer = answers.to(Question("sheets_name_places", _YES_OR_NO, "", {"titles": names[:160]}, remembered=True))
    for one in theirs:
        if answer == YES:
            one.put(named[one.sheet.name], list(one.people()))
        elif not answer:
            one.doubt("sheets_name_places", one.people(), {"titles": names[:160]})


def _looks_like_place(title: str) -> bool:
    return any(char.isdigit() for char in title) or _WORD_BEFORE.match(title) is not None
