"""People as a list of names has them, read only to be linked: nothing of them is kept."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Any

from django.utils.translation import gettext_lazy as _

from thoes.imports.public import LineLeftOut
from thoes.intake.public import (
    Cells,
    Notice,
    Rejected,
    TableReader,
    Vocabulary,
    cell_text,
    find_tables,
    names_asked,
    nobody_notice,
    normalise,
    open_table_file,
    order_notices,
    order_of,
    refuse_asked,
)
from thoes.kernel.person_names import join_names, split_name
from thoes.kernel.refusals import Refusal


class Column(StrEnum):
    """What a column of a list to link can hold."""

    NAME = "name"
    GIVEN = "given"
    PREFIX = "prefix"
    FAMILY = "family"
    BIRTH = "birth"
    NATIONALITY = "nationality"
    PERSONAL_NUMBER = "personal_number"


VOCABULARY = Vocabulary(
    words={
        Column.NAME: "naam; volledige naam; name; full name; naam en voornamen; achternaam voornaam",
        Column.GIVEN: "voornamen; voornaam; given name; given names; first name; first names",
        Column.PREFIX: "voorvoegsel; voorvoegsels; tussenvoegsel; tussenvoegsels; prefix",
        Column.FAMILY: "geslachtsnaam; achternaam; familienaam; family name; last name; surname",
        Column.BIRTH: "geboortedatum; geb datum; geboren; geboren op; date of birth; birth date; birthdate",
        Column.NATIONALITY: "nationaliteit; nationality; land; country",
        Column.PERSONAL_NUMBER: "bsn; burgerservicenummer; sofinummer; a nummer; anummer; citizen service number",
    },
    names={
        Column.NAME: _("Whole name"),
        Column.GIVEN: _("Given name"),
        Column.PREFIX: _("Prefix of the family name"),
        Column.FAMILY: _("Family name"),
        Column.BIRTH: _("Date of birth"),
        Column.NATIONALITY: _("Nationality"),
        Column.PERSONAL_NUMBER: _("BSN or A-number: is not read"),
    },
    days=frozenset({Column.BIRTH}),
    birth_dates=frozenset({Column.BIRTH}),
    who_and_when=frozenset({Column.NAME, Column.FAMILY}),
    unread=Column.PERSONAL_NUMBER,
    unread_says="personal_number_dropped",
    many=frozenset({Column.PERSONAL_NUMBER}),
)


@dataclass(frozen=True, slots=True)
class ListedPerson:
    """A line of a list; a birth date or nationality that is not there is None or empty."""

    given_name: str
    family_name: str
    birth_date: date | None
    nationality: str


@dataclass(frozen=True, slots=True)
class ReadList:
    """The people of a file, the lines that are not in it, and what is to be said of it."""

    people: list[ListedPerson]
    rejected: list[LineLeftOut]
    notices: list[Notice]


def people_in_file(path: Path, *, on: date) -> ReadList:
    """Everybody in a list with a name. Refusals: what opening a file refuses, and `no_names_in_list`."""
    tables, notices = find_tables(open_table_file(path), VOCABULARY)
    usable = [table for table in tables if {Column.NAME, Column.FAMILY} & table.mapping.fields]
    if not usable:
        raise Refusal("no_names_in_list", name=path.stem)
    refuse_asked(names_asked(usable))
    order = order_of(usable)
    notices.extend(order_notices(order))
    people: list[ListedPerson] = []
    rejected: list[LineLeftOut] = []
    for table in usable:
        reader = TableReader(table, order=order, on=on, search_unread=False)
        for line in reader.lines(_person):
            if isinstance(line, Rejected):
                rejected.extend(LineLeftOut(line.sheet, line.line, p.field, p.code, p.facts) for p in line.problems)
            elif line is not None:
                people.append(line.said)
        notices.extend(nobody_notice(reader))
    if not people:
        raise Refusal("no_names_in_list", name=path.stem)
    return ReadList(people, rejected, notices)


def _person(cells: Cells) -> ListedPerson:
    texts: dict[Column, str] = {}
    birth: date | None = None
    for held, cell, value in cells.values():
        found = Column(held)
        if found is not Column.BIRTH:
            texts[found] = cell_text(cell)
        # A birth date of which the day is not known is compared without it.
        elif isinstance(value, date):
            birth = value
    family = " ".join(filter(None, (texts.get(Column.PREFIX), texts.get(Column.FAMILY))))
    name: Any = join_names(texts.get(Column.GIVEN, ""), family) if family else split_name(texts.get(Column.NAME, ""))
    if not name.family and not name.given:
        raise Refusal("value_missing", field=Column.FAMILY)
    return ListedPerson(name.given, name.family, birth, normalise(texts.get(Column.NATIONALITY, "")))


def list_names(paths: Sequence[Path]) -> list[str]:
    """What the lists are called: their files. Refusal `lists_named_alike`."""
    names = [path.stem for path in paths]
    if len(set(names)) < len(names):
        raise Refusal("lists_named_alike")
    return names
