"""People as a list of names has them, read only to be linked: nothing of them is kept."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path

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
    PLACE = "place"
    PSEUDONYM = "pseudonym"
    PERSONAL_NUMBER = "personal_number"


VOCABULARY = Vocabulary(
    words={
        Column.NAME: "naam; volledige naam; name; full name; naam en voornamen; achternaam voornaam",
        Column.GIVEN: "voornamen; voornaam; given name; given names; first name; first names",
        Column.PREFIX: "voorvoegsel; voorvoegsels; tussenvoegsel; tussenvoegsels; prefix",
        Column.FAMILY: "geslachtsnaam; achternaam; familienaam; family name; last name; surname",
        Column.BIRTH: "geboortedatum; geb datum; geboren; geboren op; date of birth; birth date; birthdate",
        Column.NATIONALITY: "nationaliteit; nationality; land; country",
        Column.PLACE: "woonplaats; plaats; plaatsnaam; woongemeente; gemeente; place; town; city; municipality",
        Column.PSEUDONYM: "pseudoniem; pseudonym; persoonssleutel; koppelsleutel; versleuteld nummer; rinpersoon",
        Column.PERSONAL_NUMBER: "bsn; burgerservicenummer; sofinummer; a nummer; anummer; citizen service number",
    },
    names={
        Column.NAME: _("Whole name"),
        Column.GIVEN: _("Given name"),
        Column.PREFIX: _("Prefix of the family name"),
        Column.FAMILY: _("Family name"),
        Column.BIRTH: _("Date of birth"),
        Column.NATIONALITY: _("Nationality"),
        Column.PLACE: _("Place"),
        Column.PSEUDONYM: _("Pseudonym"),
        Column.PERSONAL_NUMBER: _("BSN or A-number: is not read"),
    },
    days=frozenset({Column.BIRTH}),
    birth_dates=frozenset({Column.BIRTH}),
    who_and_when=frozenset({Column.NAME, Column.FAMILY, Column.PSEUDONYM}),
    unread=Column.PERSONAL_NUMBER,
    unread_says="personal_number_dropped",
    many=frozenset({Column.PERSONAL_NUMBER}),
)


@dataclass(frozen=True, slots=True)
class ListedPerson:
    """A line of a list; a birth date that is not there is None, and what else is not there is empty."""

    given_name: str
    family_name: str
    birth_date: date | None
    nationality: str
    place: str = ""
    pseudonym: str = ""

    @property
    def is_named(self) -> bool:
        """Whether there is a name to link by."""
        return bool(self.given_name or self.family_name)


@dataclass(frozen=True, slots=True)
class ReadList:
    """The people of a file, the lines that are not in it, and what is to be said of it."""

    people: list[ListedPerson]
    rejected: list[LineLeftOut]
    notices: list[Notice]


def is_enough(fields: frozenset[StrEnum]) -> bool:
    """Whether columns with these fields say who is on a line: by name, or by a pseudonym."""
    return not fields.isdisjoint((Column.NAME, Column.FAMILY, Column.PSEUDONYM))


def people_in_file(path: Path, *, on: date) -> ReadList:
    """Everybody in a list with a name or a pseudonym. Refusals: what opening a file refuses, and `no_names_in_list`."""
    tables, notices = find_tables(open_table_file(path), VOCABULARY)
    usable = [table for table in tables if is_enough(table.mapping.fields)]
    if not usable:
        raise Refusal("no_names_in_list", name=path.stem)
    refuse_asked(names_asked(usable))
    order = order_of(usable)
    notices.extend(order_notices(order))
    people: list[ListedPerson] = []
    rejected: list[LineLeftOut] = []
    for table in usable:
        reader = TableReader(table, order=order, on=on, search_unread=False)
        for line in reader.lines(person_on_line):
            if isinstance(line, Rejected):
                rejected.extend(LineLeftOut(line.sheet, line.line, p.field, p.code, p.facts) for p in line.problems)
            elif line is not None:
                people.append(line.said)
        notices.extend(nobody_notice(reader))
    if not people:
        raise Refusal("no_names_in_list", name=path.stem)
    return ReadList(people, rejected, notices)


def person_on_line(cells: Cells) -> ListedPerson:
    """Who is on a line. Refusals `value_missing` and `name_without_letters` where nothing says it."""
    texts: dict[Column, str] = {}
    birth: date | None = None
    for held, cell, value in cells.values():
        found = Column(held)
        if found is not Column.BIRTH:
            texts[found] = cell_text(cell)
        # A birth date of which the day is not known is compared without it.
        elif isinstance(value, date):
            birth = value
    pseudonym = texts.get(Column.PSEUDONYM, "")
    given, family = _names(texts, is_known_otherwise=bool(pseudonym))
    return ListedPerson(
        given,
        family,
        birth,
        normalise(texts.get(Column.NATIONALITY, "")),
        normalise(texts.get(Column.PLACE, "")),
        pseudonym,
    )


def _names(texts: Mapping[Column, str], *, is_known_otherwise: bool) -> tuple[str, str]:
    """The given and the family name; both are empty only where somebody is known otherwise."""
    family = " ".join(filter(None, (texts.get(Column.PREFIX), texts.get(Column.FAMILY))))
    whole = texts.get(Column.NAME, "")
    if not family and not whole and is_known_otherwise:
        return "", ""
    name = join_names(texts.get(Column.GIVEN, ""), family) if family else split_name(whole)
    if not name.family and not name.given:
        raise Refusal("value_missing", field=Column.FAMILY)
    return name.given, name.family


def list_names(paths: Sequence[Path]) -> list[str]:
    """What the lists are called: their files. Refusal `lists_named_alike`."""
    names = [path.stem for path in paths]
    if len(set(names)) < len(names):
        raise Refusal("lists_named_alike")
    return names
