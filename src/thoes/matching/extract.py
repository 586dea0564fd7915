"""A line of a municipality's own extract: what of it may be kept.

Only the name, birth date, address, day of registration and BRP or RNI are ever taken out of the file. A column with
the BSN or A-number, by its name or by what stands in it, is dropped before anything is kept, and that is said.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from thoes.intake.public import Cells, Row, Table, cell_text, is_blank, normalise
from thoes.intake.public import Mapping as ColumnMapping
from thoes.kernel.bsn import contains_bsn
from thoes.kernel.person_names import join_names, split_name
from thoes.kernel.refusals import Refusal
from thoes.matching.columns import ENDINGS, TEXTS, Column
from thoes.matching.domain.addresses import Address, address_in, address_of
from thoes.matching.registration_status import RegistrationStatus, registration_status_of

_A_NUMBER = re.compile(r"(?<![0-9])[0-9]{10}(?![0-9])")
_PERSONAL_NUMBER = re.compile(r"[0-9]{8,10}")
_NO_RESULT = frozenset({"formula_error", "formula_without_result"})


class Register(StrEnum):
    """In which part of the BRP somebody stands: as a resident, or as a non-resident."""

    BRP = "brp"
    RNI = "rni"


_REGISTERS = {
    **dict.fromkeys(("brp", "gba", "ingezetene", "ingezeten", "resident", "ja", "yes", "i"), Register.BRP),
    **dict.fromkeys(
        ("rni", "niet ingezetene", "niet ingezeten", "nietingezetene", "non resident", "nee", "no", "n"), Register.RNI
    ),
}


@dataclass(frozen=True, slots=True)
class PopulationLine:
    """What is kept of one line; `shown_address` is the address as it was written."""

    sheet: str
    line: int
    given_name: str
    family_name: str
    birth_date: date | None
    shown_address: str
    address: Address
    registered_on: date
    register: Register


def line_of(cells: Cells, *, default: Register, on: date) -> PopulationLine:
    """What is kept of a line; one that does not say BRP or RNI counts as `default`. `on` is the day of today."""
    texts: dict[Column, str] = dict.fromkeys(TEXTS, "")
    days: dict[Column, date | None] = {}
    for held, cell, value in cells.values():
        found = Column(held)
        if found in TEXTS:
            texts[found] = cell_text(cell)
            if _is_personal(texts[found]):
                raise Refusal("personal_number_in_line", field=found)
        if isinstance(value, date):
            days[found] = value
        # The BRP itself knows birth dates of which the day is unknown (19800000); the line is compared without it. What
        # ends a registration is looked at below.
        elif isinstance(value, Refusal) and (
            value.code in _NO_RESULT or (found is not Column.BIRTH and found not in ENDINGS)
        ):
            raise Refusal(value.code, field=found, **value.facts)
    family = " ".join(part for part in (texts[Column.PREFIX], texts[Column.FAMILY]) if part)
    name = join_names(texts[Column.GIVEN], family) if texts[Column.FAMILY] else split_name(texts[Column.NAME])
    registered_on = days.get(Column.REGISTERED_ON)
    if registered_on is None:
        raise Refusal("registration_day_missing", field=Column.REGISTERED_ON)
    if registered_on > on:
        raise Refusal("registration_day_ahead", field=Column.REGISTERED_ON)
    registration_status = registration_status_of(cells, registered_on=registered_on, on=on)
    if registration_status is RegistrationStatus.ENDED:
        raise Refusal("line_no_longer_registered")
    register = _register(
        texts[Column.REGISTER], Register.RNI if registration_status is RegistrationStatus.NON_RESIDENT else default
    )
    if registration_status is RegistrationStatus.NON_RESIDENT and register is Register.BRP:
        raise Refusal("line_status_unknown")
    return PopulationLine(
        sheet=cells.sheet,
        line=cells.line,
        given_name=name.given[:100],
        family_name=(name.family or name.given)[:100],
        birth_date=days.get(Column.BIRTH),
        shown_address=_shown_address(texts)[:200],
        address=_address(texts),
        registered_on=registered_on,
        register=register,
    )


def without_numbers(table: Table) -> tuple[Table, list[int]]:
    """The table with the columns that hold hardly anything but a BSN or A-number forgotten, and which those are."""
    below = [row for row in table.sheet.rows[table.header_row + 1 :] if not all(is_blank(cell) for cell in row)]
    kept = {Column.BIRTH, Column.REGISTERED_ON, Column.PERSONAL_NUMBER}
    columns = table.mapping.columns
    width = max((len(row) for row in below), default=0)
    numbers = [at for at in range(width) if columns.get(at) not in kept and _holds_numbers(below, at)]
    mapping = ColumnMapping(columns | dict.fromkeys(numbers, Column.PERSONAL_NUMBER))
    return replace(table, mapping=mapping), numbers


def _is_personal(text: str) -> bool:
    return contains_bsn(text) or bool(_A_NUMBER.search(text))


def _holds_numbers(rows: Sequence[Row], at: int) -> bool:
    """Whether at least half of what stands in a column looks like a BSN or an A-number."""
    texts = [cell_text(row[at]) for row in rows if at < len(row) and not is_blank(row[at])]
    numbers = [text for text in texts if _PERSONAL_NUMBER.fullmatch(re.sub(r"[ .]", "", text))]
    looks_like_it = sum(_is_personal(re.sub(r"[ .]", "", text)) or contains_bsn(text) for text in numbers)
    return bool(texts) and 2 * looks_like_it >= len(texts)


def _shown_address(texts: Mapping[Column, str]) -> str:
    if texts[Column.ADDRESS]:
        parts = (texts[Column.ADDRESS], texts[Column.POSTCODE])
    else:
        parts = (f"{texts[Column.STREET]} {texts[Column.HOUSE_NUMBER]}".strip(), texts[Column.POSTCODE])
    return ", ".join(part for part in parts if part)


def _address(texts: Mapping[Column, str]) -> Address:
    if texts[Column.HOUSE_NUMBER]:
        street = texts[Column.STREET] or texts[Column.ADDRESS]
        return address_of(street, texts[Column.HOUSE_NUMBER], texts[Column.POSTCODE])
    return address_in(_shown_address(texts))


def _register(text: str, default: Register) -> Register:
    if not text:
        return default
    found = _REGISTERS.get(normalise(text))
    if found is None:
        raise Refusal("register_unknown")
    return found
