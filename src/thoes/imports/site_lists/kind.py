"""A list of sites: what a line says of a site, and how it goes into the register. A BSN is kept nowhere."""

import re
from collections.abc import Callable, Mapping
from decimal import Decimal
from enum import StrEnum
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thoes.accounts.public import Actor
from thoes.housing.public import MANAGE_PERMITS, MANAGE_SITES, ListedSite, Site, take_in_site
from thoes.imports.site_lists.columns import COLUMN_NAMES, VOCABULARY, SiteColumn, is_enough
from thoes.imports.site_lists.kinds import kind_of
from thoes.intake.public import (
    Cell,
    Cells,
    FileKind,
    Limits,
    Line,
    ReadFile,
    Sheet,
    Table,
    Words,
    normalise,
    read_number,
    read_whole_number,
)
from thoes.kernel.addresses import checked_number, parse_address
from thoes.kernel.refusals import Refusal
from thoes.places.public import Municipality, Organisation, OrganisationKind
from thoes.privacy.public import HOUSING_PERMITS

# The sites of all of Limburg are some thousands of lines. Choices of Thoes.
_LIMITS = Limits(file_bytes=10 * 2**20, unpacked_bytes=200 * 2**20, rows=5_000, columns=80, cells=400_000, seconds=30)
_WHOLE_NUMBERS = frozenset(
    {SiteColumn.ROOMS, SiteColumn.BEDS, SiteColumn.SHOWERS, SiteColumn.TOILETS, SiteColumn.PERMITTED}
)
_MOST = {
    SiteColumn.ROOMS: 2_000, SiteColumn.BEDS: 2_000, SiteColumn.SHOWERS: 9_999, SiteColumn.TOILETS: 9_999,
    SiteColumn.PERMITTED: 5_000, SiteColumn.BEDROOM_AREA: 9_999, SiteColumn.LIVING_AREA: 999_999, SiteColumn.PRICE: 9_999,
}  # fmt: skip
_LONGEST = {
    SiteColumn.NAME: 120, SiteColumn.STREET: 120, SiteColumn.HOUSE_NUMBER: 20, SiteColumn.TOWN: 80,
    SiteColumn.CODE: 20, SiteColumn.PHONE: 30,
}  # fmt: skip

# What says where a site is, as it is shown.
_WHERE = (
    SiteColumn.ADDRESS, SiteColumn.STREET, SiteColumn.HOUSE_NUMBER, SiteColumn.ADDITION, SiteColumn.POSTCODE, SiteColumn.TOWN,
)  # fmt: skip


class SiteList(FileKind[ListedSite]):
    """Sites of a housing provider, or of the housing providers that a municipality knows; one in a line."""

    name = "site-lists"
    permissions = (MANAGE_SITES, MANAGE_PERMITS)
    purpose = HOUSING_PERMITS
    vocabulary = VOCABULARY
    limits = _LIMITS
    no_table = "no_sites_in_file"
    columns_missing = "site_columns_missing"
    shown = ((SiteColumn.NAME, SiteColumn.CODE), _WHERE)
    words = Words(
        title=gettext_lazy("Lists of sites"),
        heading=gettext_lazy("Take in a list of sites"),
        check=gettext_lazy("Check this list"),
        new=gettext_lazy("new sites"),
        changed=gettext_lazy("sites that change"),
        final=gettext_lazy(
            "What goes in cannot be taken back in one go. You can change a site on its own page; its history shows what "
            "was there before."
        ),
        parent=("housing:all-sites", gettext_lazy("Sites")),
    )

    @staticmethod
    def is_enough(fields: frozenset[StrEnum]) -> bool:
        return is_enough(fields)

    @staticmethod
    def says(said: ListedSite) -> dict[str, str]:
        place = f"{said.street} {said.house_number}, {said.postcode} {said.town}".strip(" ,")
        return {SiteColumn.NAME: said.name, **dict.fromkeys(_WHERE, ""), SiteColumn.ADDRESS: " ".join(place.split())}

    def begin(self, sheets: list[Sheet], tables: list[Table], read: ReadFile[ListedSite]) -> None:
        """Know the municipalities and housing providers that lines may name."""
        # The line in which each site stood.
        self._seen: dict[UUID, int] = {}
        self._is_provider = self.actor.may(MANAGE_SITES)
        self._towns: dict[str, str] = {}
        for code, name in Municipality.objects.values_list("pk", "name"):
            # "Bergen (L.)" is called Bergen by everybody in Limburg.
            self._towns |= {normalise(name): code, normalise(name.split(" (")[0]): code}
        self._providers: dict[str, list[UUID]] = {}
        if not self._is_provider:
            for key, name in Organisation.objects.filter(kind=OrganisationKind.PROVIDER).values_list("pk", "name"):
                self._providers.setdefault(_bare_name(name), []).append(key)

    def read(self, cells: Cells) -> ListedSite:
        texts = {column: _fitting(column, cells.text(column)) for column in cells.fields}
        street, house_number, postcode, town = _address(texts)
        numbers: dict[str, Any] = {column.value: _number(column, cells.cell(column)) for column in _MOST}
        return ListedSite(
            provider_id=self._provider(texts.get(SiteColumn.PROVIDER, "")),
            municipality_id=self._municipality(
                texts.get(SiteColumn.MUNICIPALITY, ""), town, texts.get(SiteColumn.CODE, "")
            ),
            name=texts.get(SiteColumn.NAME, "") or f"{street} {house_number}".strip(),
            street=street,
            house_number=house_number,
            postcode=postcode,
            town=town,
            code=texts.get(SiteColumn.CODE, "").upper(),
            kind=_kind(texts.get(SiteColumn.KIND, "")),
            contact_phone=texts.get(SiteColumn.PHONE, ""),
            **numbers,
        )

    def take(self, said: ListedSite, line: Line[ListedSite]) -> str:
        taken = take_in_site(actor=self.actor, listed=said, on=self.on, at=self.at)
        if taken.site_id in self._seen:
            raise Refusal("site_twice_in_list", field=SiteColumn.ADDRESS, line=self._seen[taken.site_id])
        self._seen[taken.site_id] = line.line
        return taken.outcome

    def _provider(self, name: str) -> UUID:
        if self._is_provider:
            if name and _bare_name(name) != _bare_name(self.actor.organisation_name):
                raise Refusal("provider_not_own", field=SiteColumn.PROVIDER)
            return self.actor.organisation_id
        if not name:
            raise Refusal("provider_missing", field=SiteColumn.PROVIDER)
        found = self._providers.get(_bare_name(name), [])
        if len(found) != 1:
            raise Refusal("provider_unknown", field=SiteColumn.PROVIDER, name=name[:60])
        return found[0]

    def _municipality(self, name: str, town: str, code: str) -> str:
        if name:
            wanted = normalise(name.removeprefix("Gemeente ").removeprefix("gemeente "))
            if wanted not in self._towns:
                raise Refusal("municipality_unknown", field=SiteColumn.MUNICIPALITY)
            return self._towns[wanted]
        if self.actor.municipality_code:
            return self.actor.municipality_code
        known = Site.objects.filter(provider_id=self.actor.organisation_id, code__iexact=code).first() if code else None
        if known is not None:
            return known.municipality_id
        if normalise(town) in self._towns:
            return self._towns[normalise(town)]
        raise Refusal("municipality_missing", field=SiteColumn.MUNICIPALITY)

    @staticmethod
    def points(actor: Actor) -> list[Any]:
        if actor.may(MANAGE_SITES):
            whose = _(
                "A site you already have is found by its code, or by postcode and house number, and brought up to date. An "
                "empty cell takes nothing away."
            )
        else:
            whose = _(
                "Each line names a housing provider that has access to Thoes. Of a site that is there already only "
                "what its housing provider "
                "left empty is filled in, and no price."
            )
        return [
            _(
                "The list as you have it: title lines, several sheets and columns in any order are fine, with Dutch or "
                "English names."
            ),
            _(
                "At least the address. If you have them: kind, rooms, beds, areas, showers, toilets, people allowed, "
                "telephone number and price."
            ),
            whose,
            _("Rooms and beds are added to a site that has none yet. The same list twice changes nothing."),
        ]

    @staticmethod
    def example() -> list[list[Cell]]:
        columns = [column for column in SiteColumn if column not in (SiteColumn.ADDRESS, SiteColumn.CODE)]
        lines = [[site.get(column) for column in columns] for site in _example_sites()]
        return [[str(COLUMN_NAMES[column]) for column in columns], *lines]


def _example_sites() -> list[dict[SiteColumn, Cell]]:
    return [
        {
            SiteColumn.NAME: "Voorbeeldhof", SiteColumn.STREET: "Proefweg", SiteColumn.HOUSE_NUMBER: 7,
            SiteColumn.ADDITION: "a",
            SiteColumn.POSTCODE: "0000 AA", SiteColumn.TOWN: "Venlo", SiteColumn.MUNICIPALITY: "Venlo",
            SiteColumn.PROVIDER: "Huisvester Voorbeeld", SiteColumn.KIND: _("Hotel or guest house"), SiteColumn.ROOMS: 12,
            SiteColumn.BEDS: 24, SiteColumn.BEDROOM_AREA: 11.5, SiteColumn.LIVING_AREA: 320, SiteColumn.SHOWERS: 4,
            SiteColumn.TOILETS: 4,
            SiteColumn.PERMITTED: 24, SiteColumn.PHONE: "077 000 00 00", SiteColumn.PRICE: 110.0,
        },
        {
            SiteColumn.NAME: "Proefhuis", SiteColumn.STREET: "Testlaan", SiteColumn.HOUSE_NUMBER: 12,
            SiteColumn.POSTCODE: "0000 AB", SiteColumn.TOWN: "Blerick", SiteColumn.MUNICIPALITY: "Venlo",
            SiteColumn.PROVIDER: "Huisvester Voorbeeld", SiteColumn.KIND: _("Ordinary dwelling"),
            SiteColumn.ROOMS: 3, SiteColumn.BEDS: 4,
        },
    ]  # fmt: skip


def _fitting(column: StrEnum, text: str) -> str:
    longest = _LONGEST.get(SiteColumn(column))
    if longest and len(text) > longest:
        raise Refusal("text_too_long", field=column, most=longest)
    return text


def _bare_name(name: str) -> str:
    """Without the legal form: "Huisvester B.V." and "Huisvester bv" are one name."""
    words = normalise(name).replace("b v", "bv").replace("n v", "nv").split()
    return " ".join(word for word in words if word not in ("bv", "nv", "vof", "holding"))


def _number(column: SiteColumn, cell: Cell) -> Decimal | int | None:
    read: Callable[[Cell], Any] = read_whole_number if column in _WHOLE_NUMBERS else read_number
    try:
        number = read(cell)
    except Refusal as refusal:
        raise Refusal(refusal.code, field=column) from refusal
    if number is None:
        return None
    if (
        number > _MOST[column]
        or number < 0
        or (number == 0 and column in (SiteColumn.LIVING_AREA, SiteColumn.BEDROOM_AREA))
    ):
        raise Refusal("number_unlikely", field=column, most=_MOST[column])
    if column in _WHOLE_NUMBERS:
        # Nobody is allowed, or there are no rooms: that is how lists say that it is not known.
        return None if number == 0 and column in (SiteColumn.ROOMS, SiteColumn.BEDS, SiteColumn.PERMITTED) else number
    return Decimal(number).quantize(Decimal("0.01") if column is SiteColumn.PRICE else Decimal("0.1"))


def _kind(text: str) -> str:
    if not text:
        return ""
    kind = kind_of(text)
    if kind is None:
        raise Refusal("kind_unknown", field=SiteColumn.KIND, text=text[:40])
    return kind.value


def _address(texts: Mapping[StrEnum, str]) -> tuple[str, str, str, str]:
    """Street, number with its addition, postcode and town, out of their columns or out of one whole address."""
    street, town = texts.get(SiteColumn.STREET, ""), texts.get(SiteColumn.TOWN, "")
    number = f"{texts.get(SiteColumn.HOUSE_NUMBER, '')}{_addition(texts.get(SiteColumn.ADDITION, ''))}"
    postcode = texts.get(SiteColumn.POSTCODE, "")
    column = SiteColumn.ADDRESS if texts.get(SiteColumn.ADDRESS) else SiteColumn.STREET
    whole = "" if number else texts.get(column, "")
    try:
        if whole:
            found = parse_address(whole)
            street, number = found.street, found.number
            postcode, town = postcode or found.postcode, town or found.town
        elif number:
            column = SiteColumn.HOUSE_NUMBER
            number = checked_number(number)
    except Refusal as refusal:
        # A street without a number is no address that cannot be read: its number is missing.
        if column is not SiteColumn.STREET or any(char.isdigit() for char in whole):
            raise Refusal(refusal.code, field=column) from refusal
    return street, _fitting(SiteColumn.HOUSE_NUMBER, number), _postcode(postcode), town


def _addition(text: str) -> str:
    return f"-{text}" if text[:1].isdigit() else text


def _postcode(text: str) -> str:
    if not text:
        return ""
    match = re.fullmatch(r"\s*(?:NL\s?-?\s?)?(\d{4})\s?([A-Za-z]{2})\s*", text)
    if match is None:
        if re.fullmatch(r"\s*(?:[A-Za-z]{1,2}\s?-\s?\d{2,5}|\d{5}|\d{2}-\d{3})\s*", text):
            raise Refusal("address_abroad", field=SiteColumn.POSTCODE)
        raise Refusal("postcode_unreadable", field=SiteColumn.POSTCODE)
    return f"{match[1]} {match[2].upper()}"
