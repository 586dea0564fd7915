"""The lines of a list of sites: each with the site it states, or with what is wrong with it. A BSN is kept nowhere."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any
from uuid import UUID

from thoes.accounts.public import Actor, Permission
from thoes.housing.public import ListedSite, Site
from thoes.imports.reading.bsn_search import cell_with_bsn, refuse_bsn_around
from thoes.imports.reading.cells import Cell, Limits, Row, Sheet, cell_text, column_letters
from thoes.imports.reading.formulas import refuse_unresolved
from thoes.imports.reading.header import normalise
from thoes.imports.reading.numbers import read_number, read_whole_number
from thoes.imports.reading.opening import open_table_file
from thoes.imports.site_lists.columns import Column, find_columns, is_enough
from thoes.imports.site_lists.kinds import kind_of
from thoes.kernel.bsn import contains_bsn
from thoes.kernel.postcodes import last_postcode
from thoes.kernel.refusals import Refusal
from thoes.places.public import Municipality, Organisation, OrganisationKind

# The sites of all of Limburg are some thousands of lines. Choices of Thoes.
LIMITS = Limits(file_bytes=10 * 2**20, unpacked_bytes=200 * 2**20, rows=5_000, columns=80, cells=400_000, seconds=30)
# "Plein 1940 nr 5" is a street and a number.
_WITH_NR = re.compile(r"(?i)^(?P<street>.*?[^\W\d_].*?)\s*,?\s*\b(?:nr|no|nummer|huisnr|huisnummer)\b\.?\s*(?=\d)")
_NUMBER_AND_REST = (
    r"(?P<number>\d+\s*(?:[-/]\s*)?(?:[A-Za-z]{1,3}|\d{1,4})?(?![A-Za-z]))"
    r"\s*,?\s*(?P<rest>.*)$"
)
_WHOLE = re.compile(r"^\s*(?P<street>.*?\D)\s*" + _NUMBER_AND_REST)
_WHOLE_NUMBERS = frozenset({Column.ROOMS, Column.BEDS, Column.SHOWERS, Column.TOILETS, Column.PERMITTED})
_MOST = {
    Column.ROOMS: 2_000, Column.BEDS: 2_000, Column.SHOWERS: 9_999, Column.TOILETS: 9_999, Column.PERMITTED: 5_000,
    Column.BEDROOM_AREA: 9_999, Column.LIVING_AREA: 999_999, Column.PRICE: 9_999,
}  # fmt: skip
_LONGEST = {
    Column.NAME: 120, Column.STREET: 120, Column.HOUSE_NUMBER: 20, Column.TOWN: 80, Column.CODE: 20, Column.PHONE: 30,
}  # fmt: skip
_TOTALS = frozenset({"totaal", "total", "subtotaal", "subtotal", "eindtotaal", "som", "sum"})


@dataclass(frozen=True, slots=True)
class SiteLine:
    """A line; `listed` is there when it reads well, `refusal` says why not."""

    sheet: str
    line: int
    cells: tuple[Cell, ...]
    listed: ListedSite | None = None
    refusal: Refusal | None = None


@dataclass(frozen=True, slots=True)
class SheetSeen:
    """A sheet with its column names and what each was taken for (empty: not read)."""

    name: str
    headers: list[str]
    fields: list[str]


@dataclass(slots=True)
class ReadSiteList:
    """A file that was read. It is not `understood` while its columns do not say where a site is."""

    lines: list[SiteLine] = field(default_factory=list)
    sheets: list[SheetSeen] = field(default_factory=list)
    understood: bool = False


def read_site_list(path: Path, *, actor: Actor, chosen: Mapping[str, Mapping[str, str]] | None = None) -> ReadSiteList:
    """Every sheet with a table. `chosen` says what columns hold, per sheet, where a person said so.

    Raises `Refusal` when the file cannot be read or has no table at all.
    """
    read, reader = ReadSiteList(), _Reader(actor)
    for sheet in open_table_file(path, limits=LIMITS):
        found = find_columns(sheet.rows)
        refuse_bsn_around(sheet, sheet.rows[: found[0] + 1] if found else sheet.rows)
        if found is None:
            continue
        header, columns = found
        if chosen and sheet.name in chosen:
            columns = {int(place): Column(name) for place, name in chosen[sheet.name].items()}
        headers = [cell_text(cell)[:60] for cell in sheet.rows[header]]
        read.sheets.append(SheetSeen(sheet.name, headers, [columns.get(n, "") for n in range(len(headers))]))
        if is_enough(columns):
            read.understood = True
            read.lines.extend(reader.lines(sheet, header, columns))
    if not read.sheets:
        raise Refusal("no_sites_in_file", field="file")
    return read


class _Reader:
    """Knows the municipalities and housers that lines may name, and on whose behalf they are read."""

    def __init__(self, actor: Actor) -> None:
        self._actor = actor
        self._is_houser = actor.may(Permission.MANAGE_SITES)
        self._towns: dict[str, str] = {}
        for code, name in Municipality.objects.values_list("pk", "name"):
            # "Bergen (L.)" is called Bergen by everybody in Limburg.
            self._towns |= {normalise(name): code, normalise(name.split(" (")[0]): code}
        self._housers: dict[str, list[UUID]] = {}
        if not self._is_houser:
            for key, name in Organisation.objects.filter(kind=OrganisationKind.HOUSER).values_list("pk", "name"):
                self._housers.setdefault(_bare_name(name), []).append(key)

    def lines(self, sheet: Sheet, header: int, columns: Mapping[int, Column]) -> Iterator[SiteLine]:
        names = [normalise(cell_text(cell)) for cell in sheet.rows[header]]
        for number, row in enumerate(sheet.rows[header + 1 :], start=header + 2):
            texts = [normalise(cell_text(cell)) for cell in row]
            if not any(texts) or texts == names or _is_total(texts):
                continue
            cells = tuple(None if contains_bsn(cell_text(cell)) else cell for cell in row)
            try:
                if place := cell_with_bsn(row, number, but=columns):
                    raise Refusal("bsn_in_cell", cell=place)
                yield SiteLine(sheet.name, number, cells, listed=self._listed(number, row, columns))
            except Refusal as refusal:
                yield SiteLine(sheet.name, number, cells, refusal=refusal)

    def _listed(self, number: int, row: Row, columns: Mapping[int, Column]) -> ListedSite:
        cells = {column: row[place] if place < len(row) else None for place, column in columns.items()}
        texts = {
            column: _text(column, cells[column], f"{column_letters(place)}{number}")
            for place, column in columns.items()
        }
        street, house_number, postcode, town = _address(texts)
        numbers: dict[str, Any] = {column.value: _number(column, cells.get(column)) for column in _MOST}
        return ListedSite(
            houser_id=self._houser(texts.get(Column.HOUSER, "")),
            municipality_id=self._municipality(texts.get(Column.MUNICIPALITY, ""), town, texts.get(Column.CODE, "")),
            name=texts.get(Column.NAME, "") or f"{street} {house_number}".strip(),
            street=street,
            house_number=house_number,
            postcode=postcode,
            town=town,
            code=texts.get(Column.CODE, "").upper(),
            kind=_kind(texts.get(Column.KIND, "")),
            contact_phone=texts.get(Column.PHONE, ""),
            **numbers,
        )

    def _houser(self, name: str) -> UUID:
        if self._is_houser:
            if name and _bare_name(name) != _bare_name(self._actor.organisation_name):
                raise Refusal("houser_not_own", field=Column.HOUSER)
            return self._actor.organisation_id
        if not name:
            raise Refusal("houser_missing", field=Column.HOUSER)
        found = self._housers.get(_bare_name(name), [])
        if len(found) != 1:
            raise Refusal("houser_unknown", field=Column.HOUSER, name=name[:60])
        return found[0]

    def _municipality(self, name: str, town: str, code: str) -> str:
        if name:
            wanted = normalise(name.removeprefix("Gemeente ").removeprefix("gemeente "))
            if wanted not in self._towns:
                raise Refusal("municipality_unknown", field=Column.MUNICIPALITY)
            return self._towns[wanted]
        if self._actor.municipality_code:
            return self._actor.municipality_code
        known = Site.objects.filter(houser_id=self._actor.organisation_id, code__iexact=code).first() if code else None
        if known is not None:
            return known.municipality_id
        if normalise(town) in self._towns:
            return self._towns[normalise(town)]
        raise Refusal("municipality_missing", field=Column.MUNICIPALITY)


def _bare_name(name: str) -> str:
    """Without the legal form: "Huisvester B.V." and "Huisvester bv" are one name."""
    words = normalise(name).replace("b v", "bv").replace("n v", "nv").split()
    return " ".join(word for word in words if word not in ("bv", "nv", "vof", "holding"))


def _is_total(texts: list[str]) -> bool:
    first = next((text for text in texts if text), "")
    return bool(first) and first.split()[0] in _TOTALS


def _text(column: Column, cell: Cell, place: str) -> str:
    refuse_unresolved(cell, place=place, field=column)
    text = cell_text(cell)
    if contains_bsn(text):
        raise Refusal("number_may_be_bsn", field=column)
    longest = _LONGEST.get(column)
    if longest and len(text) > longest:
        raise Refusal("text_too_long", field=column, most=longest)
    return text


def _number(column: Column, cell: Cell) -> Decimal | int | None:
    read: Callable[[Cell], Any] = read_whole_number if column in _WHOLE_NUMBERS else read_number
    try:
        number = read(cell)
    except Refusal as refusal:
        raise Refusal(refusal.code, field=column) from refusal
    if number is None:
        return None
    if number > _MOST[column] or number < 0 or (number == 0 and column in (Column.LIVING_AREA, Column.BEDROOM_AREA)):
        raise Refusal("number_unlikely", field=column, most=_MOST[column])
    if column in _WHOLE_NUMBERS:
        # Nobody is allowed, or there are no rooms: that is how lists say that it is not known.
        return None if number == 0 and column in (Column.ROOMS, Column.BEDS, Column.PERMITTED) else number
    return Decimal(number).quantize(Decimal("0.01") if column is Column.PRICE else Decimal("0.1"))


def _kind(text: str) -> str:
    if not text:
        return ""
    kind = kind_of(text)
    if kind is None:
        raise Refusal("kind_unknown", field=Column.KIND, text=text[:40])
    return kind.value


def _address(texts: Mapping[Column, str]) -> tuple[str, str, str, str]:
    """Street, number with its addition, postcode and town, out of their columns or out of one whole address."""
    street, town = texts.get(Column.STREET, ""), texts.get(Column.TOWN, "")
    number = f"{texts.get(Column.HOUSE_NUMBER, '')}{_addition(texts.get(Column.ADDITION, ''))}"
    postcode = texts.get(Column.POSTCODE, "")
    whole = texts.get(Column.ADDRESS, "") or (street if not number else "")
    if whole and not number:
        if code := last_postcode(whole):
            postcode = postcode or code.group()
            whole = f"{whole[: code.start()]} , {whole[code.end() :]}"
        parts = _parts_of(whole)
        if parts:
            street, number = parts[:2]
            town = town or parts[2]
        elif texts.get(Column.ADDRESS):
            raise Refusal("address_unreadable", field=Column.ADDRESS)
    return street, number, _postcode(postcode), town


def _parts_of(whole: str) -> tuple[str, str, str] | None:
    """Street, number and town; None when it does not come out whole: a number is left, or there is none."""
    named = _WITH_NR.match(whole)
    match = re.match(_NUMBER_AND_REST, whole[named.end() :]) if named else _WHOLE.match(whole)
    if match is None or re.search(r"\d", match["rest"]):
        return None
    street = named["street"] if named else match["street"]
    return street.strip(" ,"), re.sub(r"\s+", "", match["number"]), match["rest"].strip(" ,")


def _addition(text: str) -> str:
    return f"-{text}" if text[:1].isdigit() else text


def _postcode(text: str) -> str:
    if not text:
        return ""
    match = re.fullmatch(r"\s*(\d{4})\s?([A-Za-z]{2})\s*", text)
    if match is None:
        raise Refusal("postcode_unreadable", field=Column.POSTCODE)
    return f"{match[1]} {match[2].upper()}"
