"""What one line of a list of stays says: who somebody is, which details stay out, and that a bed is empty.

Only who somebody is, where and in which nights sends a line back. Any other detail that is doubtful stays out, and whoever
reads the check is told in which lines.
"""

import re
from collections.abc import Collection
from datetime import date, timedelta
from enum import StrEnum
from typing import cast

from thoes.imports.departure_cells import says_no, says_yes
from thoes.imports.document_kinds import document_kind_of
from thoes.imports.said_elsewhere import says_gone
from thoes.imports.vocabulary import NAME_FIELDS, NEEDED, Field
from thoes.intake.public import Cells, Doubts, Problem, Value, cell_text, says_free, says_nothing
from thoes.kernel.name_folding import words_of
from thoes.kernel.person_names import (
    PersonName,
    is_of_several,
    is_one_name,
    join_names,
    names_two_people,
    split_name,
    without_number,
)
from thoes.kernel.refusals import Refusal
from thoes.register.public import DeclaredWorker, nationality_of

Values = dict[Field, Value]
_LINES_OF_A_CELL = re.compile(r"[^\r\n]*[^\W\d_][^\r\n]*")
# As long as a name or a town may be, and a number of a document.
_LONGEST, _LONGEST_NUMBER = 100, 30
# A number of a document, and nothing that a spreadsheet program or a telephone made: its last digits may be gone
# ("1,23457E+11"), or it is the number of something else ("+31 6 ...", "tel. 06...").
_DOCUMENT_NUMBER = re.compile(r"(?=.*\d)[^\W_](?:[ .\-/]?[^\W_]){1,24}")
_SCIENTIFIC = re.compile(r"\d(?:[.,]\d+)?\s*[eE]\s*\+?\d{1,3}")
_NO_DOCUMENT_NUMBER = re.compile(
    r".*(?<!\d)\d{1,2}[-./]\d{1,2}[-./]\d{2,4}(?!\d).*|\d{4}-\d{2}-\d{2}|(?:tel|gsm|mob|phone|06[ -])\D?.*", re.I
)
_DETAILS_OF_A_PERSON = (
    Field.DATE_OF_BIRTH,
    Field.NATIONALITY,
    Field.RESIDENCE,
    Field.DOCUMENT_KIND,
    Field.DOCUMENT_NUMBER,
)
_OF_A_BED = frozenset({Field.SITE, Field.UNIT, Field.BED, Field.MUNICIPALITY, Field.EMPLOYER, Field.BSN})
# What stands in no name: a number, an arrow, a doubt. A dash parts a name from a remark, or its parts from each other.
_MORE_THAN_A_NAME = re.compile(r"\d|->|=>|[→⇒>]|\?\s*$|\s[-–—]\s|[*!|_=<#%~^§\\:\[\]{}]|^-|-$")
# What stands where a letter was lost, or was read in another encoding: "Gra?yna", "Mi¶kowski", "ZoÃ«", "JĂłzef".
_LOST_LETTER = re.compile(
    r"\w\?+\w|(?:^|\s)\?+\w|[°¶±¬¤¦¨©«»®¯¸…†‡•™‹›¡¿£¥€¢²³¹¼½¾×÷˘˛ˇ˙\ufffd\x80-\x9f]"
    r"|[ÃÂÅÄÐÑĂĹÎÏ][„‚“”‘’ˆ˜–—łąşšťžźľŠŽŸŒœƒªºµ]|[РС][‚ѓ„џЏ“”•–—љњќћў]"
)
_DASH = re.compile(r"(?<=\w)\s+[-–—]\s+(?=[^\W\da-z])")
_REMARK = re.compile(r"\(([^)]*)\)?|\s[-–—]\s+(.*)$")
# That somebody left or goes, as people write it behind a name.
# fmt: off
_LEAVES = frozenset(
    {"vertrokken", "vertrekt", "weg", "verhuisd", "verhuist", "uitgecheckt", "uit", "left", "gone", "leaves", "moved", "moves",
     "wyjechal", "wyjechala", "wyjezdza", "wyprowadzony", "wyprowadzona", "ausgezogen", "abgereist", "weggezogen", "plecat",
     "plecata", "pleaca", "mutat", "mutata", "zaminal", "zaminala", "napusnal", "napusnala"}
)
# fmt: on
_IN_NO_NAME = _LEAVES - {"uit"} | {
    "tot",
    "vanaf",
    "until",
    "wyjechał",
    "wyjechała",
    "plecată",
    "kamer",
    "room",
    "pokój",
}
# Instead of the name of somebody whom nobody knows yet.
_NOT_KNOWN_YET = frozenset(
    {
        "nieuw",
        "nieuwe",
        "new",
        "nowy",
        "nowa",
        "neu",
        "nou",
        "noua",
        "nov",
        "nova",
        "nn",
        "tba",
        "nomennescio",
        "naamvolgt",
    }
)  # fmt: skip
# The same as somewhere else, and not a town: "idem", "j.w.".
_SAID_ELSEWHERE = frozenset(
    {"idem", "id", "ditto", "dito", "dto", "zelfde", "dezelfde", "hetzelfde", "same", "same as above", "als boven",
     "zie boven", "jw", "j w", "jak wyzej", "to samo", "tak samo", "wie oben", "s o", "so", "ebenso", "gleich", "acelasi",
     "idem mai sus", "sashtoto", "sashto", "volgt", "kopie",
     "weet niet", "geen idee", "nie wiem", "nie podano", "nnb", "n n b",
     "neuvedeno", "neuvedene", "neznamy", "nezname", "sconosciuto", "desconhecido", "nezinams", "nezinoma"}
)  # fmt: skip
# Words for "nothing" that are family names as well.
_FAMILY_NAMES_TOO = frozenset({"brak", "geen"})


def read_values(cells: Cells, *, required: Collection[Field]) -> tuple[Values, list[Field]]:
    """What each column of a line holds, and the details that could not be read and without which it is taken.

    A `required` field that is empty is a problem; `Field.PERSON` is also met by another name. Raises `Doubts` with all
    that is wrong.
    """
    values: Values = {}
    problems: list[Problem] = []
    left_out: list[Field] = []
    for name, cell, value in cells.values():
        found = cast(Field, name)
        if isinstance(value, Refusal):
            values[found] = None
            if found is Field.DEPARTURE and value.code == "date_unreadable":
                if says_no(cell):
                    continue
                if says_yes(cell):
                    value = Refusal("departure_day_missing")
            if found in NEEDED or value.code == "bsn_not_allowed":
                problems.append(Problem(found, value.code, value.facts))
            else:
                left_out.append(found)
        elif found in NAME_FIELDS and isinstance(cell, str) and _is_of_two(cell):
            values[found] = None
            problems.append(Problem(found, "two_people_in_a_line"))
        else:
            values[found] = value
    refused = {problem.field for problem in problems}
    for found in sorted(required):
        has = _has_a_name(values, refused) if found is Field.PERSON else values.get(found) is not None
        if found not in refused and not has:
            problems.append(Problem(found, "value_missing"))
    if problems:
        raise Doubts(problems)
    return values, left_out


def _has_a_name(values: Values, refused: Collection[str | None]) -> bool:
    return any(name in refused or not says_nothing(text_in(values, name)) for name in NAME_FIELDS)


def departure_in(values: Values) -> date | None:
    """The day of departure of a line; who has a last night leaves on the day after it."""
    departure, last_night = values.get(Field.DEPARTURE), values.get(Field.LAST_NIGHT)
    if isinstance(departure, date):
        return departure
    return last_night + timedelta(days=1) if isinstance(last_night, date) else None


def text_in(values: Values, found: Field) -> str:
    """The text of a field; "" when there is none."""
    value = values.get(found)
    return value.strip() if isinstance(value, str) else ""


def day_in(values: Values, found: Field) -> date | None:
    """The day in a field, None when there is none."""
    value = values.get(found)
    return value if isinstance(value, date) else None


class Nobody(StrEnum):
    """What a line without a person is about, as the notice calls it."""

    EMPTY_BED = "empty_beds"
    NOTHING = "lines_about_nobody"


def nobody_in(cells: Cells) -> Nobody | None:
    """Why there is no person in a line; None when there is one, or should be.

    In an empty bed stands a room or bed and nothing else, or "vrij" instead of a name. About nothing is a line of which only
    columns that nobody reads hold something, such as one that counts the lines.
    """
    names = _texts(cells, NAME_FIELDS)
    if names:
        is_free = all(map(says_free, names)) and not _texts(cells, _DETAILS_OF_A_PERSON)
        return Nobody.EMPTY_BED if is_free else None
    if not _says_nothing_of_a_person(cells):
        return None
    if _texts(cells, (Field.UNIT, Field.BED)):
        return Nobody.EMPTY_BED
    return None if _texts(cells, (Field.SITE,)) else Nobody.NOTHING


def _says_nothing_of_a_person(cells: Cells) -> bool:
    others = [cast(Field, found) for found in cells.fields if found not in _OF_A_BED and found not in NAME_FIELDS]
    return all(says_free(text) for text in _texts(cells, others))


def _texts(cells: Cells, of: Collection[Field]) -> list[str]:
    """What stands in these columns, without what only says that there is nothing."""
    filled = (cell_text(cell) for found in of if (cell := cells.cell(found)) is not None)
    return [text for text in filled if not says_nothing(text)]


def name_in(values: Values, *, family_first: bool = False) -> PersonName:
    """The name of the person; `family_first` says in which order this list writes whole names. Raises `Refusal`."""
    texts = _names_in(values)
    for found, text in texts.items():
        if is_of_several(text) or (found is Field.GIVEN_NAME and names_two_people(text, "")):
            raise Refusal("two_people_in_a_line", field=found)
        if len(text) > _LONGEST:
            raise Refusal("text_too_long", field=found, most=_LONGEST)
    person, header_says_family_first, given, initials, family = (texts.get(found, "") for found in NAME_FIELDS)
    given = given or initials
    whole = person or header_says_family_first
    if not (family or whole or (given and not initials)):
        raise Refusal("name_missing", field="person")
    if "".join([*words_of(given), *words_of(family), *words_of(whole)]) in _NOT_KNOWN_YET:
        raise Refusal("name_missing", field="person")
    if any(_LOST_LETTER.search(text) for text in texts.values() if not text.isascii() or "?" in text):
        raise Refusal("name_letters_lost", field="person")
    if any(_says_more(text) for text in texts.values()):
        raise Refusal("name_says_more", field="person")
    prefix = text_in(values, Field.PREFIX)
    if family or (initials and is_one_name(whole)):
        name = join_names(given, f"{prefix} {family or whole}".lstrip())
        # "AM" are two initials, and no name in capitals.
        return PersonName(initials, name.family) if given == initials else name
    return split_name(whole or given, family_first=family_first if person else bool(header_says_family_first))


def _names_in(values: Values) -> dict[Field, str]:
    """The name fields in which something stands, in their order; a word for "nothing" does not count."""
    texts = {found: text for found in NAME_FIELDS if (text := text_in(values, found))}
    for found in texts.keys() & {Field.GIVEN_NAME, Field.FAMILY_NAME}:
        texts[found] = _DASH.sub("-", texts[found])
    said = {found: text for found, text in texts.items() if not says_nothing(text)}
    family = texts.get(Field.FAMILY_NAME, "")
    if family.casefold() in _FAMILY_NAMES_TOO and (Field.GIVEN_NAME in said or Field.INITIALS in said):
        said[Field.FAMILY_NAME] = family
    return said


def worker_in(values: Values, left_out: list[Field], *, family_first: bool = False) -> DeclaredWorker:
    """The person that a line describes; what is doubtful of it is added to `left_out`. Raises `Refusal` for the name."""
    name = name_in(values, family_first=family_first)
    kind = document_kind_of(text_in(values, Field.DOCUMENT_KIND))
    number, residence = text_in(values, Field.DOCUMENT_NUMBER), text_in(values, Field.RESIDENCE)
    country = text_in(values, Field.NATIONALITY)
    nationality = nationality_of(country) if country else ""
    doubtful = {
        Field.DOCUMENT_KIND: kind is None,
        Field.DOCUMENT_NUMBER: bool(number) and not _may_be_of_a_document(number),
        Field.RESIDENCE: bool(residence) and not _may_be_a_town(residence),
        Field.NATIONALITY: bool(country) and not nationality,
    }
    left_out += [found for found, is_doubtful in doubtful.items() if is_doubtful]
    return DeclaredWorker(
        family_name=name.family,
        given_name=name.given,
        residence="" if doubtful[Field.RESIDENCE] else residence,
        document_kind=kind or "",
        date_of_birth=day_in(values, Field.DATE_OF_BIRTH),
        nationality=nationality,
        document_number="" if doubtful[Field.DOCUMENT_NUMBER] else number,
    )


def _says_more(text: str) -> bool:
    """Whether more than a name stands there: a day, another room, a question, or that somebody left."""
    # Letters alone are a name, as most are.
    if text.isalpha():
        return False
    text = without_number(text)
    if not any(char.isalpha() for char in text):
        return False
    if _MORE_THAN_A_NAME.search(text):
        return True
    # In small letters no such word is part of a name, and two names stand before "NEW".
    _first, *behind = text.split()
    if any(word.strip(".,;()") in _IN_NO_NAME for word in behind):
        return True
    if len(behind) > 1 and behind[-1].casefold() in _NOT_KNOWN_YET and behind[-1].isupper() != behind[0].isupper():
        return True
    remarks = " ".join("".join(found) for found in _REMARK.findall(text))
    return not _LEAVES.isdisjoint(words_of(remarks)) or says_gone(remarks.strip())


def _may_be_of_a_document(number: str) -> bool:
    return (
        len(number) <= _LONGEST_NUMBER
        and _DOCUMENT_NUMBER.fullmatch(number) is not None
        and not _SCIENTIFIC.fullmatch(number)
        and not _NO_DOCUMENT_NUMBER.fullmatch(number)
    )


def _may_be_a_town(text: str) -> bool:
    if " ".join(words_of(text)) in _SAID_ELSEWHERE or text[:4].casefold() in ("zie ", "see "):
        return False
    if _LOST_LETTER.search(text):
        return False
    return len(text) <= _LONGEST and sum(char.isalpha() for char in text) > 1 and "@" not in text


def _is_of_two(cell: str) -> bool:
    return "\n" in cell and len(_LINES_OF_A_CELL.findall(cell)) > 1
