"""That somebody left, or never came, where a list says so elsewhere than under the departure.

In a column that nobody reads ("status: vertrokken", "No-show"), in a comment on a cell, above the list, between the lines, at
its foot or in the name of the sheet. Who has no departure there would be taken for still here; so their lines wait until
somebody says that they are, or fills the day in.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from thoes.imports.departure_cells import NO_WORDS, has_departure
from thoes.imports.said_beside import carry_along, column_said_beside, shown
from thoes.imports.vocabulary import NAME_FIELDS, Field
from thoes.intake.public import (
    Answers,
    Cell,
    Question,
    Row,
    Table,
    cell_text,
    column_letters,
    holds_bsn,
    is_blank,
    is_own,
    normalise,
    numbers_of,
)
from thoes.kernel.name_folding import words_of
from thoes.kernel.refusals import Fact

_STILL_HERE = ("still_here",)
_LONGEST = 160


def _folded(words: str) -> frozenset[str]:
    """The words as they are compared: in Latin small letters, without accents."""
    return frozenset(" ".join(words_of(word)) for word in words.split(";"))


_GONE = _folded(
    "vertrokken;vertrekt;vertrekken;verhuisd;verhuist;uitgecheckt;uitgeschreven;uitgetrokken;afgemeld;geannuleerd;inactief;"
    "departed;cancelled;canceled;noshow;inactive;checkedout;wyjechał;wyjechała;wyjechali;wyjechały;wyjeżdża;wyjeżdżają;"
    "wyprowadzony;wyprowadzona;wyprowadził;wyprowadziła;wymeldowany;wymeldowana;wymeldowani;zrezygnował;zrezygnowała;"
    "anulowane;anulowana;anulowano;nieaktywny;nieaktywna;ausgezogen;abgereist;ausgecheckt;abgemeldet;storniert;inaktiv;"
    "weggezogen;verzogen;plecat;plecată;plecați;plecate;pleacă;mutat;mutată;anulat;anulată;inactiv;заминал;заминала;"
    "заминали;напусна;напуснал;напуснала;напуснали;замина;отказан;виїхав;виїхала;виїхали;скасовано;elutazott;elköltözött;kijelentkezett;"
    "lemondva;odišiel;odišla;odjel;odjela;išvyko;aizbrauca;partido;partito;salido"
)
_GONE_TOGETHER = _folded(
    "checked out;check out done;no show;moved out;not arrived;never arrived;did not come;did not arrive;niet gekomen;"
    "nooit gekomen;niet verschenen;niet aangekomen;nie przyjechał;nie przyjechała;nie stawił się;nicht gekommen;"
    "nicht erschienen;nicht angereist;n-a venit;nu a venit;не дойде;не пристигна;uit dienst;niet meer hier;hier niet meer;"
    "niet meer aanwezig;no longer here;already left;has left;nie mieszka;już nie mieszka;"
    "wohnt nicht mehr;nicht mehr da;nu mai locuiește;не живее"
)
# Words that say so alone, and more often something else in a sentence.
_GONE_ALONE = _folded("left;gone;weg;uit;out;ex;oud bewoner;oud-bewoner;is left;is weg")
_NOT = _folded("niet;nog niet;not;nie;nicht;nu;не;nem;blijft;blijven;stays;zostaje;bleibt")
# A title of a list of leavers, where no column of it holds departures.
_LEAVERS = _folded(
    "vertreklijst;vertrekkers;vertrek;uitstroom;leavers;departures;departure;departure list;wyjazdy;wyjazd;abreisen;abreise;"
    "abgänge;plecări;plecare;заминавания"
)
_COMERS = _folded("aankomst;aankomsten;instroom;arrival;arrivals;przyjazd;przyjazdy;anreise;anreisen;sosire;sosiri")
# A name that only sheets of leavers have.
_OLD_SHEETS = _folded(
    "archief;archive;archiwum;archiv;arhivă;arhiva;архив;oud;oude;old;stare;stary;alt;historie;history;ex bewoners;ex"
)
# "vertrek 20-11", "left 20 Nov" and "weg per 20-11", as they are compared.
_LEFT_BEGINS = re.compile(
    r"(?:left|weg|uit|out|vertrek|wyjazd|abreise|auszug|plecare|departure|check ?out|zaminavane)"
    r" (?:(?:op|per|sinds|on|am|dnia|la|na|at) )?\d"
)
# "Is naar Polen terug", "went home", "wrócił do Polski": who went back is not here. Who came back from somewhere is, and so is
# who went back to work or to another room.
_NOT_TO_HERE = (
    r"(?!(?:de |het |the |his |her )?"
    r"(?:kamer|bed|werk|room|work|prac|pokoj|lozk|zimmer|arbeit|camera|lucru|munca|rabota)\w*)"
)
_WENT_BACK = re.compile(
    " (?:"
    + "|".join(
        (
            rf"(?:terug(?:gekeerd|gegaan|gereisd)?) naar {_NOT_TO_HERE}",
            r"naar (?:\w+ ){1,3}(?:terug(?:gekeerd|gegaan|gereisd)?|gegaan|gereisd) ",
            r"(?:is|zijn|gaat|gaan) naar huis ",
            rf"(?:back|returned) to {_NOT_TO_HERE}",
            r"(?:went|gone|goes|going|flew|moved|back|returned) home ",
            rf"(?:wroci(?:l|la|li|ly)|wraca(?:ja)?|pojechal[aiy]?|zjechal[aiy]?) (?:do|na) {_NOT_TO_HERE}",
            rf"zuruck(?:gekehrt|gefahren|gereist)? nach {_NOT_TO_HERE}",
            r"nach (?:hause|\w+ zuruck(?:gekehrt|gefahren|gereist)?) ",
            r"heim(?:gekehrt|gefahren|gereist) ",
            rf"(?:intors|intoarce|dus|mers) (?:acasa|in|la) {_NOT_TO_HERE}",
            r"(?:se varna|varna se|varnal se|varnala se|se varnal|se varnala|pribra se|otide si) (?!ot )",
            r"(?:povernuvsya|povernulasya|poihav|poihala) (?:dodomu|v) ",
            r"(?:hazament|hazautazott|hazakoltozott|visszament) ",
            r"vrati(?:l|la) s[ea] (?:domu|domov) |grizo namo |atgriezas majas ",
            r"(?:volvio|regreso|voltou) (?:a|para) ",
        )
    )
    + ")"
)
# "verblijf van 16-11-2026 t/m 28-11-2026" above a list.
_PERIOD = re.compile(r"\d{1,2}[-./ ]\d{1,2}[-./ ]\d{2,4}\D{1,12}\d{1,2}[-./ ]\d{1,2}[-./ ]\d{2,4}")
# Columns that answer whether somebody is here, and how they say no.
_PRESENCE = frozenset(
    {"aanwezig", "nog aanwezig", "actief", "in huis", "present", "active", "in house", "still here", "obecny", "aktywny",
     "anwesend", "aktiv", "prezent", "activ"}
)  # fmt: skip
_NO = NO_WORDS | {"", "-", "0"}


@lru_cache(maxsize=16_384)
def says_gone(text: str) -> bool:
    """Whether a text says that somebody left, goes or never came: "wyjechał 20.11", "No-show", "uitgecheckt"."""
    if len(text) < 2 or len(text) > _LONGEST or "@" in text or not any(map(str.isalpha, text)):
        return False
    words = words_of(text)
    said = f" {' '.join(words)} "
    if any(f" {together} " in said for together in _GONE_TOGETHER):
        return True
    if not _GONE.isdisjoint(words) or _WENT_BACK.search(said):
        return _NOT.isdisjoint(words)
    return said.strip() in _GONE_ALONE or _LEFT_BEGINS.match(said.lstrip()) is not None


def settle_said_elsewhere(tables: Sequence[Table], answers: Answers) -> None:
    """Ask of the lines without departure of which a list says elsewhere that they left; until then they are in doubt."""
    for table in tables:
        table_of = _TableWithLeavers(table, answers)
        table_of.ask_of_columns()
        table_of.ask_of_titles()


class _TableWithLeavers:
    """One table, and its lines without a day of departure."""

    def __init__(self, table: Table, answers: Answers) -> None:
        self._table, self._answers, self._sheet = table, answers, table.sheet
        columns = table.mapping.columns
        self._names = [c for c, found in columns.items() if found in NAME_FIELDS]
        self._arrival = table.mapping.column_of(Field.ARRIVAL)
        self._departures = [c for c, found in columns.items() if found in (Field.DEPARTURE, Field.LAST_NIGHT)]
        first = table.header_row + 1
        self._rows = list(enumerate(self._sheet.rows[first:], start=first + 1))

    def ask_of_columns(self) -> None:
        """What columns that nobody reads say, and the comments on cells."""
        known = self._table.mapping.columns
        width = max((len(row) for _line, row in self._rows), default=0)
        beside = column_said_beside(self._table)
        unread = [
            c for c in range(width) if c not in known and (c == beside or not is_own(_cell(self._table.headers, c)))
        ]
        said: dict[int, str] = {}
        if unread:
            headers = {c: cell_text(_cell(self._table.headers, c)) for c in unread}
            presence = {c for c, header in headers.items() if normalise(header) in _PRESENCE}
            ticked = {c for c, header in headers.items() if says_gone(header) or c == beside}
            for line, row in self._staying():
                where = next(
                    (
                        c
                        for c in unread
                        if c < len(row) and _is_gone(row[c], in_presence=c in presence, is_ticked=c in ticked)
                    ),
                    None,
                )
                if where is not None:
                    said[line] = column_letters(where)
        staying = {line for line, _row in self._staying()} if self._sheet.notes else set()
        comments: dict[int, str] = {}
        for cell, text in self._sheet.notes:
            if says_gone(text):
                line = int(re.sub(r"\D", "", cell) or 0)
                comments[line] = text
                if line in staying:
                    said.setdefault(line, cell)
        answered = False
        if said:
            where_said = ", ".join(dict.fromkeys(said.values()))
            facts: dict[str, Fact] = {"columns": where_said[:60], "lines": numbers_of(sorted(said))}
            answered = self._ask("left_said_elsewhere", facts, said)
        if not answered:
            for line, text in comments.items():
                carry_along(self._table, (one for one in self._rows if one[0] == line), text)

    def ask_of_titles(self) -> None:
        """What stands in the name of the sheet, above the list, between its lines or at its foot."""
        above = [self._sheet.name, *self._above()]
        title = next((text for text in above if says_gone(text) or (not self._departures and _is_of_leavers(text))), "")
        title = title or (self._sheet.name if " ".join(words_of(self._sheet.name)) in _OLD_SHEETS else "")
        everybody = [line for line, _row in self._staying()]
        if title:
            self._ask_of_title(title, self._whole())
            return
        titles = {line: text for line, row in self._rows if not _has(row, self._arrival) and (text := _alone(row))}
        gone = {line: text for line, text in titles.items() if says_gone(text) and not text.startswith("*")}
        last = everybody[-1] if everybody else 0
        end = self._whole().stop
        for line, text in gone.items():
            until = next((other for other in titles if other > line), end)
            if line > last:
                # Below everybody who stays it is about them, or about who stands there without an arrival.
                if any(map(str.isdigit, text)):
                    self._ask_of_title(text, self._whole())
                else:
                    self._go_along(text, range(line + 1, until))
                continue
            self._ask_of_title(text, range(line + 1, until))
            if self._is_in_name(self._sheet.rows[line - 1]) and not holds_bsn(text):
                # A title, and nobody without an arrival.
                self._sheet.rows[line - 1] = []

    def _whole(self) -> range:
        return range(self._table.header_row + 2, len(self._sheet.rows) + 1)

    def _ask_of_title(self, title: str, block: range) -> None:
        """Ask of those who stay. The title goes along with all: who has no arrival comes back as well."""
        lines = [line for line, _row in self._staying() if line in block]
        facts: dict[str, Fact] = {"title": shown(title), "lines": numbers_of(lines)}
        if not lines or not self._ask("title_says_left", facts, lines):
            self._go_along(title, block)

    def _go_along(self, title: str, block: range) -> None:
        # The name of a sheet is in the returned file.
        if title != self._sheet.name:
            carry_along(self._table, (one for one in self._rows if one[0] in block), title)

    def _ask(self, code: str, facts: dict[str, Fact], lines: Iterable[int]) -> bool:
        """Ask, and let the lines wait; whether somebody answered."""
        about = f"{self._sheet.name} {min(lines)}".strip() if code == "title_says_left" else self._sheet.name
        is_answered = bool(self._answers.to(Question(code, _STILL_HERE, about, facts)))
        if not is_answered:
            self._sheet.doubts |= dict.fromkeys(lines, (code, facts))
        return is_answered

    def _above(self) -> Iterator[str]:
        for row in self._sheet.rows[: self._table.header_row]:
            yield from (cell_text(cell) for cell in row if isinstance(cell, str))

    def _staying(self) -> Iterator[tuple[int, Row]]:
        """The lines with an arrival and without a departure, of which nothing else is asked first."""
        for line, row in self._rows:
            is_in_doubt = line in self._sheet.doubts
            if not is_in_doubt and _has(row, self._arrival) and not has_departure(row, self._departures):
                yield line, row

    def _is_in_name(self, row: Row) -> bool:
        return next((c for c, cell in enumerate(row) if not is_blank(cell)), None) in self._names


def _is_gone(cell: Cell, *, in_presence: bool, is_ticked: bool) -> bool:
    """Whether a cell says it: by itself, by a no under "aanwezig", or by anything but a no under "vertrokken"."""
    if in_presence or is_ticked:
        return (cell_text(cell).casefold() in _NO) is in_presence and not is_blank(cell)
    return isinstance(cell, str) and says_gone(cell)


def _is_of_leavers(title: str) -> bool:
    words = frozenset(words_of(title))
    if not _COMERS.isdisjoint(words):
        return False
    return not _LEAVERS.isdisjoint(words) or _PERIOD.search(title) is not None


def _alone(row: Row) -> str:
    """The one text of a line that holds nothing else."""
    texts = {cell_text(cell) for cell in row if not is_blank(cell)} if len(row) < 60 else set()
    text = texts.pop() if len(texts) == 1 else ""
    return text if any(map(str.isalpha, text)) else ""


def _has(row: Row, column: int | None) -> bool:
    return column is not None and column < len(row) and not is_blank(row[column])


def _cell(row: Row, column: int) -> Cell:
    return row[column] if column < len(row) else None
