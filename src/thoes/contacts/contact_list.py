"""A list of contacts as municipalities have it, or as HSDS 3.0: what a line says, and how it goes to the queue.

Nothing of it is shown before a keeper looked: a contact that we have gets a proposal, another one is unchecked. Names of
people are not read. An empty cell takes nothing away.
"""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thoes.accounts.public import Actor
from thoes.contacts import hsds
from thoes.contacts.access import is_of_province, kept_contacts
from thoes.contacts.contact_columns import (
    COLUMN_NAMES,
    KIND_WORDS,
    LANGUAGE_WORDS,
    VOCABULARY,
    ContactColumn,
    is_enough,
)
from thoes.contacts.domain.hours_text import read_hours
from thoes.contacts.domain.listing import HelperKind, Listing, ListingError, Phone, Place, Source, as_facts
from thoes.contacts.models import Contact, Origin
from thoes.contacts.permissions import KEEP_CONTACTS, KEEP_CONTACTS_PURPOSE
from thoes.contacts.services import new_contact, propose
from thoes.contacts.texts import KINDS
from thoes.intake.public import (
    Cell,
    Cells,
    FileForm,
    FileKind,
    Limits,
    Line,
    ReadFile,
    Sheet,
    Table,
    Words,
    normalise,
)
from thoes.kernel.foreign_json import foreign_json
from thoes.kernel.refusals import Refusal
from thoes.places.public import municipality_names
from thoes.ui.forms import FileDrop

_YES = frozenset({"ja", "j", "yes", "y", "x", "1", "alleen op afspraak", "op afspraak"})
_NO = frozenset({"nee", "n", "no", "0"})
# Of all parts together, five times what the fullest contact of the seed has: a keeper reads it beside what we have.
_MOST_LETTERS = 5_000
_C = ContactColumn


@dataclass(frozen=True, slots=True)
class SaidContact:
    """What a line says: only the parts that stand in it."""

    name: str
    municipality: str
    kind: HelperKind | None
    parts: Mapping[str, Any]


class ContactFileForm(FileForm):
    """A list of contacts, which may be JSON too."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["file"].help_text = gettext_lazy("An Excel file (xlsx), ods, CSV, or JSON as HSDS 3.0 has it.")
        self.fields["file"].widget = FileDrop({"accept": ".xlsx,.ods,.csv,.txt,.tsv,.json"})


class ContactList(FileKind[SaidContact]):
    """Contacts, one in a line."""

    name = "contact-lists"
    permissions = (KEEP_CONTACTS,)
    purpose = KEEP_CONTACTS_PURPOSE
    vocabulary = VOCABULARY
    # All offices of a province are some hundreds of lines. A choice of Thoes.
    limits = Limits(
        file_bytes=5 * 2**20,
        unpacked_bytes=50 * 2**20,
        rows=3_000,
        columns=80,
        cells=200_000,
        seconds=30,
        takes_json=True,
    )
    no_table = columns_missing = "contact_columns_missing"
    form = ContactFileForm
    # A telephone number may look like a BSN, and nobody's stands in a list of offices.
    searches_unread = False
    shown = ((_C.NAME, _C.KIND), (_C.PHONES, _C.TOWN))
    words = Words(
        title=gettext_lazy("Lists of contacts"),
        heading=gettext_lazy("Take in a list of contacts"),
        check=gettext_lazy("Check this list"),
        new=gettext_lazy("new contacts to check"),
        changed=gettext_lazy("contacts of which the list says something else"),
        final=gettext_lazy(
            "Nothing is shown to anybody before somebody checked it. Decide on each contact in the list of contacts."
        ),
        parent=("contacts:queue", gettext_lazy("Contacts")),
    )

    @staticmethod
    def is_enough(fields: frozenset[StrEnum]) -> bool:
        return is_enough(fields)

    def begin(self, sheets: list[Sheet], tables: list[Table], read: ReadFile[SaidContact]) -> None:
        """Know the municipalities, and the contacts that a line may be about."""
        self._towns: dict[str, str] = {}
        for code, name in municipality_names().items():
            self._towns |= {normalise(name): code, normalise(name.split(" (")[0]): code, normalise(code): code}

    def read(self, cells: Cells) -> SaidContact | None:
        name = cells.text(_C.NAME)
        if not name:
            raise Refusal("contact_name_missing", field=_C.NAME)
        if len(name) > 200:
            raise Refusal("text_too_long", field=_C.NAME, most=200)
        parts = _parts(cells)
        if areas := _read(cells, _C.AREAS, lambda text: hsds.areas_in(_json(text))):
            parts["serves"] = tuple(
                sorted(self._towns[key] for area in areas if (key := normalise(area)) in self._towns)
            )
        said = SaidContact(name, self._municipality(cells.text(_C.MUNICIPALITY)), _kind(cells), parts)
        # What cannot be right as a whole comes back at once, and not when somebody takes it over.
        listing = _refused_at(_C.SOURCE, lambda: _listing(said, said.kind or HelperKind.INFORMATION))
        if len(json.dumps(as_facts(listing))) > _MOST_LETTERS:
            raise Refusal("text_too_long", field=_C.NAME, most=_MOST_LETTERS)
        return said

    def take(self, said: SaidContact, line: Line[SaidContact]) -> str:
        known = self._known(said)
        if known is None:
            if said.kind is None:
                raise Refusal("contact_kind_missing", field=_C.KIND)
            new_contact(_listing(said, said.kind), at=self.at)
            return "new"
        ours = known.listing
        theirs = _over(said, ours)
        made = propose(
            known,
            theirs,
            origin=Origin.FILE,
            at=self.at,
            made_for=self.actor.organisation_name,
            made_by=self.actor.user_id,
        )
        return "changed" if made else "unchanged"

    def _known(self, said: SaidContact) -> Contact | None:
        own = kept_contacts(self.actor).filter(gone_on=None, municipality=said.municipality or None)
        wanted = normalise(said.name)
        same = [pk for pk, name in own.values_list("pk", "name") if normalise(name) == wanted]
        if len(same) > 1:
            raise Refusal("contacts_of_one_name", field=_C.NAME)
        return own.get(pk=same[0]) if same else None

    def _municipality(self, name: str) -> str:
        if not name:
            return self.actor.municipality_code
        if normalise(name) in ("provincie", "de provincie", "provincie limburg", "limburg") and is_of_province(
            self.actor
        ):
            return ""
        code = self._towns.get(normalise(name.removeprefix("Gemeente ").removeprefix("gemeente ")))
        if code is None:
            raise Refusal("contact_municipality_unknown", field=_C.MUNICIPALITY)
        if not is_of_province(self.actor) and code != self.actor.municipality_code:
            raise Refusal("contact_of_another_municipality", field=_C.MUNICIPALITY)
        return code

    @staticmethod
    def points(actor: Actor) -> list[Any]:
        return [
            _(
                "The list as you have it: title lines, several sheets and columns in any order are fine, with Dutch or "
                "English names."
            ),
            _(
                "At least the name, and how it can be reached. A new contact needs its kind, for example taalpunt or vakbond."
            ),
            _("Names of people are not read: who answers for a municipality is filled in on its own page."),
            _("An empty cell takes nothing away. The same list twice changes nothing."),
        ]

    @staticmethod
    def example() -> list[list[Cell]]:
        columns = (
            _C.NAME, _C.KIND, _C.SAYS, _C.PHONES, _C.EMAIL, _C.WEBSITE, _C.STREET, _C.POSTCODE, _C.TOWN, _C.MUNICIPALITY,
            _C.LANGUAGES, _C.HOURS, _C.APPOINTMENT, _C.SOURCE,
        )  # fmt: skip
        line: list[Cell] = [
            "Taalpunt Voorbeeld", str(KINDS[HelperKind.LANGUAGE]), "Nederlands oefenen", "088 000 00 10",
            "taal@taalpunt.example", "https://www.taalpunt.example/", "Proefweg 7", "0000 AA", "Venlo", "Venlo",
            "nl, pl", "ma-vr 09:00-17:00; za 10:00-12:00", "", "https://www.taalpunt.example/contact",
        ]  # fmt: skip
        return [[str(COLUMN_NAMES[column]) for column in columns], line]


def _parts(cells: Cells) -> dict[str, Any]:
    """The parts that stand in a line."""
    found: dict[str, Any] = {
        "phones": _read(cells, _C.PHONES, _phones),
        "email": cells.text(_C.EMAIL),
        "website": _address(cells.text(_C.WEBSITE)),
        "hours": _read(cells, _C.HOURS, read_hours),
        "languages": _read(cells, _C.LANGUAGES, _languages),
        "place": _place(cells),
        "only_by_appointment": _read(cells, _C.APPOINTMENT, _appointment),
    }
    if text := cells.text(_C.SAYS):
        found["says"] = text[:300]
    if text := cells.text(_C.SOURCE):
        found["source"] = Source(_address(text), "", is_official=False) if _is_address(text) else _no_address(_C.SOURCE)
    if schedules := _read(cells, _C.SCHEDULES, lambda said: hsds.hours_in(_json(said))):
        found["hours"], found["other_days"], found["on_holidays"] = schedules
    return {name: value for name, value in found.items() if value not in (None, "", ())}


def _listing(said: SaidContact, kind: HelperKind) -> Listing:
    parts = {name: value for name, value in said.parts.items() if name != "says"}
    says = {"nl": said.parts["says"]} if "says" in said.parts else {}
    return Listing(name=said.name, kind=kind, municipality=said.municipality, says=says, **parts)


def _over(said: SaidContact, ours: Listing) -> Listing:
    """What we have with what the line says over it. The page on which we read it stays, where that is official."""
    parts = {name: value for name, value in said.parts.items() if name != "says"}
    if ours.source.is_official:
        parts.pop("source", None)
    says = {**ours.says, "nl": said.parts["says"]} if "says" in said.parts else ours.says
    return replace(ours, kind=said.kind or ours.kind, says=says, **parts)


def _kind(cells: Cells) -> HelperKind | None:
    known = {normalise(str(label)): kind for kind, label in KINDS.items()} | KIND_WORDS
    known |= {kind.value: kind for kind in HelperKind}
    if text := normalise(cells.text(_C.KIND)):
        if text not in known:
            raise Refusal("contact_kind_unknown", field=_C.KIND)
        return known[text]
    found: HelperKind | None = _read(cells, _C.ATTRIBUTES, lambda said: hsds.kind_in(_json(said)))
    return found


def _place(cells: Cells) -> Place | None:
    place = Place(cells.text(_C.STREET)[:120], cells.text(_C.POSTCODE)[:10], cells.text(_C.TOWN)[:80])
    if place.in_one_line:
        return place
    found: Place | None = _read(cells, _C.LOCATIONS, lambda said: hsds.place_in(_json(said)))
    return found


def _phones(text: str) -> tuple[Phone, ...]:
    if text.startswith("["):
        return hsds.phones_in(_json(text))
    return tuple(Phone(part.strip()) for part in re.split(r"[;/,]|\bof\b|\ben\b", text) if part.strip())


def _languages(text: str) -> tuple[str, ...]:
    if text.startswith("["):
        return hsds.languages_in(_json(text))
    found = set()
    for word in (normalise(part) for part in re.split(r"[;,/&]|\ben\b|\band\b", text)):
        code = LANGUAGE_WORDS.get(word, word if word in LANGUAGE_WORDS.values() else "")
        if word and not code:
            raise ListingError("languages")
        found |= {code} - {""}
    return tuple(sorted(found))


def _appointment(text: str) -> bool | None:
    word = normalise(text)
    if hsds.is_by_appointment(text) or word in _YES:
        return True
    return False if word in _NO else None


def _is_address(text: str) -> bool:
    return bool(re.fullmatch(r"(?:https?://)?[^\s/@]+\.[^\s@]+", text))


def _address(text: str) -> str:
    """Lists leave https:// away."""
    return text if not text or text.startswith(("http://", "https://")) else f"https://{text}"


def _no_address(field: StrEnum) -> Source:
    raise Refusal("contact_part_unreadable", field=field)


def _json(text: str) -> Any:
    try:
        return foreign_json(text)
    except ValueError as wrong:
        raise ListingError("facts") from wrong


def _read(cells: Cells, field: StrEnum, read: Any) -> Any:
    text = cells.text(field)
    return _refused_at(field, lambda: read(text)) if text else None


_FIELDS = {"phones": _C.PHONES, "email": _C.EMAIL, "website": _C.WEBSITE, "hours": _C.HOURS, "source": _C.SOURCE}


def _refused_at(field: StrEnum, read: Any) -> Any:
    """What cannot be right is sent back with the field that it is about."""
    try:
        return read()
    except ListingError as wrong:
        found = field if wrong.field == "facts" else _FIELDS.get(wrong.field, field)
        raise Refusal("contact_part_unreadable", field=found) from wrong
    except (AttributeError, TypeError) as wrong:
        # JSON of another shape than HSDS.
        raise Refusal("contact_part_unreadable", field=field) from wrong
