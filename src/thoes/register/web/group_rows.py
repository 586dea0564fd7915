"""The table of a group: one row a person, as sent, as read from lines and documents, and as it is shown again.

A row is a form of its own that is always bound, so whatever was typed is shown back, right or wrong.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thoes.housing.public import Bed, Site
from thoes.kernel.machine_readable_zone import split_zones
from thoes.kernel.name_folding import search_key
from thoes.kernel.refusals import Refusal
from thoes.places.public import LocalField
from thoes.register.domain.ages import age_on, is_child
from thoes.register.domain.group_lines import group_lines, order_of_group
from thoes.register.models import DocumentKind
from thoes.register.services.workers import DeclaredWorker, KnownWorker
from thoes.register.web.asking import SURE, AsksAboutDays, questions_of_age
from thoes.register.web.documents_read import fields_of_document, read_into
from thoes.register.web.forms import LOCAL_FIELDS, PERSON_FIELDS, BedChoice

# What a phone shows and a browser sends; further lines wait in the box below the table.
MOST_ROWS = 60
SOMEBODY_ELSE = "else"
_TYPED = ("family_name", "given_name", "residence")


class RowForm(AsksAboutDays):
    """One person of a group. `proposed` is the bed that was given and not chosen; `asked` the name that was asked about."""

    says_that_it_is_shown_again = False

    family_name = forms.CharField(label=gettext_lazy("Family name"), max_length=100)
    given_name = forms.CharField(label=gettext_lazy("Given name"), max_length=100, required=False)
    bed = BedChoice(label=gettext_lazy("Bed"), required=False, empty_value=None)
    together = forms.BooleanField(label=gettext_lazy("In one room with the person above"), required=False)
    child = forms.BooleanField(label=gettext_lazy("Child"), required=False)
    residence = forms.CharField(label=gettext_lazy("Place of residence"), max_length=100, required=False)
    document_kind = forms.ChoiceField(
        label=gettext_lazy("Document that was shown"),
        choices=[("", gettext_lazy("As for everybody")), *DocumentKind.choices],
        required=False,
    )
    proposed = forms.UUIDField(widget=forms.HiddenInput, required=False)
    asked = forms.CharField(widget=forms.HiddenInput, required=False)
    same = forms.CharField(required=False)

    def __init__(self, sent: dict[str, str], *, number: int, site: Site, on: date) -> None:
        prefix = f"row-{number}"
        super().__init__({f"{prefix}-{name}": value for name, value in sent.items()}, prefix=prefix, asked_on=on)
        for name in LOCAL_FIELDS:
            if name in PERSON_FIELDS and name in site.municipality.local_fields:
                self.fields[name] = LOCAL_FIELDS[name]()
        for name in ("family_name", "given_name"):
            self.fields[name].widget.attrs |= {"autocomplete": "off", "spellcheck": "false", "enterkeyhint": "next"}
        self.fields["family_name"].widget.attrs["data-reads-documents"] = ""
        if number == 0:
            del self.fields["together"]

    def clean_date_of_birth(self) -> date | None:
        born: date | None = self.cleaned_data["date_of_birth"]
        if is_child(born, on=self.today) and self.data.get(f"{self.prefix}-child") != "on":
            assert born is not None
            text = _(
                "This person is %(age)s years old. Is it a child? Then tick “Child”. If not, correct the birth date."
            )
            raise forms.ValidationError(text % {"age": age_on(born, on=self.today)}, code="young")
        return born

    def questions(self, data: dict[str, Any]) -> Iterable[tuple[str, date, str]]:
        if not data.get("child"):
            yield from questions_of_age(data.get("date_of_birth"), self.today)

    def in_sight(self) -> Iterable[forms.BoundField]:
        """The fields that every row shows, of those that there are."""
        names = ("family_name", "given_name", LocalField.DATE_OF_BIRTH.value, "bed")
        return [self[name] for name in names if name in self.fields]

    def folded(self) -> Iterable[forms.BoundField]:
        """The fields that are seldom filled in."""
        names = ("residence", "document_kind", LocalField.NATIONALITY.value, LocalField.DOCUMENT_NUMBER.value)
        return [self[name] for name in names if name in self.fields]

    @property
    def is_folded_open(self) -> bool:
        return any(bound.errors for bound in self.folded())


@dataclass(slots=True)
class Row:
    """A person of the group, with what is shown beside the fields."""

    form: RowForm
    sent: dict[str, str]
    known: list[KnownWorker] = field(default_factory=list)
    roommates: list[str] = field(default_factory=list)
    is_in: str = ""
    is_apart: bool = False

    @property
    def name(self) -> str:
        return ", ".join(filter(None, (self.sent.get("family_name", ""), self.sent.get("given_name", ""))))

    @property
    def line(self) -> str:
        """As a line of text says it."""
        residence = self.sent.get("residence", "")
        return f"{self.name}; {residence}" if residence else self.name

    @property
    def is_ready(self) -> bool:
        """Whether this person would go in now."""
        asks = bool(self.known) and not self.is_somebody_else and self.same_worker is None
        return self.form.is_bound and not (self.form.errors or self.is_child or self.is_in or asks)

    @property
    def is_child(self) -> bool:
        return bool(self.sent.get("child"))

    @property
    def key(self) -> str:
        """What the question is about: another name is another question."""
        return search_key(self.sent.get("given_name", ""), self.sent.get("family_name", ""))

    @property
    def is_unanswered(self) -> bool:
        """The page asked about this very name, and nobody said who it is."""
        return bool(self.key) and self.sent.get("asked", "") == self.key and not self.sent.get("same")

    @property
    def is_somebody_else(self) -> bool:
        return self.sent.get("same") == SOMEBODY_ELSE

    @property
    def same_worker(self) -> UUID | None:
        """Which of those we know it was said to be; None also when the name became another since."""
        return next((one.worker_id for one in self.known if str(one.worker_id) == self.sent.get("same")), None)

    @property
    def chosen_bed(self) -> UUID | None:
        """The bed that a person chose, not the one that was proposed."""
        bed: UUID | None = self.form.cleaned_data.get("bed")
        return bed if bed != self.form.cleaned_data.get("proposed") else None

    @property
    def problems(self) -> list[str]:
        return [str(error) for errors in self.form.errors.values() for error in errors]

    def worker(self, document_kind: str) -> DeclaredWorker:
        """The person as described; `document_kind` is that of everybody."""
        data = self.form.cleaned_data
        return DeclaredWorker(
            family_name=data["family_name"],
            given_name=data["given_name"],
            residence=data["residence"],
            document_kind=data["document_kind"] or document_kind,
            date_of_birth=data.get("date_of_birth"),
            nationality=data.get("nationality") or "",
            document_number=data.get("document_number") or "",
        )

    def propose(self, bed: UUID | None) -> None:
        """Show this bed, and remember whether somebody chose it."""
        chosen = self.chosen_bed if self.form.is_valid() else None
        self.sent |= {"bed": str(bed or ""), "proposed": "" if bed is None or chosen == bed else str(bed)}
        self._say_again("bed", "proposed")

    def ask(self, known: list[KnownWorker]) -> None:
        """Show who of those that we know it may be."""
        self.known = known
        self.sent["asked"] = self.key if known else ""
        self._say_again("asked")

    def _say_again(self, *names: str) -> None:
        assert isinstance(self.form.data, dict)
        self.form.data |= {f"{self.form.prefix}-{name}": self.sent[name] for name in names}


@dataclass(frozen=True, slots=True)
class ReadRows:
    """The rows of a page that was sent; the lines that wait because there are many, and documents that were not read right.

    `shows_order` is the line by which the family name was taken to stand first, where one had to show it.
    """

    sent: list[dict[str, str]]
    waiting: str
    unread: list[Refusal]
    from_documents: int
    shows_order: str = ""


def rows_sent(posted: QueryDict, *, allowed: Iterable[str], on: date, most: int = MOST_ROWS) -> ReadRows:
    """What the table and the box below it hold: rows that were removed or left empty are gone."""
    grounds = frozenset(allowed)
    removed = posted.get("remove")
    kept = [row for number, row in _rows(posted) if str(number) != removed]
    read: int = 0
    unread: list[Refusal] = []
    for row in kept:
        outcome = read_into(row, allowed=grounds, on=on)
        if isinstance(outcome, Refusal):
            unread.append(outcome)
        elif outcome:
            read += 1
    kept = [row for row in kept if not _is_empty(row)]
    zones, lines = split_zones(posted.get("names", ""))
    for zone in zones:
        try:
            kept.append(fields_of_document(zone, allowed=grounds, on=on))
            read += 1
        except Refusal as refusal:
            unread.append(refusal)
    typed = group_lines(lines)
    room = max(0, most - len(kept))
    kept += [{name: getattr(line, name) for name in _TYPED} for line in typed[:room]]
    order = order_of_group(lines)
    shown_by = order.shows_family_first if order.family_first else None
    shows_order = "" if shown_by is None else typed[shown_by].text
    return ReadRows(kept, "\n".join(line.text for line in typed[room:]), unread, read, shows_order)


def _rows(posted: Mapping[str, Any]) -> list[tuple[int, dict[str, str]]]:
    rows: dict[int, dict[str, str]] = {}
    for name, value in posted.items():
        start, _, rest = name.partition("-")
        number, _, field_name = rest.partition("-")
        if start == "row" and number.isascii() and number.isdecimal() and len(number) < 4 and field_name:
            rows.setdefault(int(number), {})[field_name] = str(value).strip()
    return sorted(rows.items())


def _is_empty(row: Mapping[str, str]) -> bool:
    says_nothing = ("bed", "proposed", "together", "asked")
    return not any(value for name, value in row.items() if name not in says_nothing and not name.startswith(SURE))


def make_rows(sent: Sequence[dict[str, str]], *, site: Site, on: date) -> list[Row]:
    """The rows of the page, numbered anew."""
    return [Row(RowForm(row, number=number, site=site, on=on), row) for number, row in enumerate(sent)]


def empty_row(*, number: int, site: Site, on: date, takes_focus: bool) -> Row:
    """A row to type in: nothing is wrong with it yet."""
    row = Row(RowForm({}, number=number, site=site, on=on), {})
    row.form.is_bound = False
    row.form.fields["family_name"].widget.attrs["autofocus"] = takes_focus
    return row


def rooms_to_choose(
    beds: Iterable[Bed], sleepers: Mapping[UUID, Sequence[str]]
) -> list[tuple[str, list[tuple[str, str]]]]:
    """The free beds by room, each room with who sleeps there."""
    rooms: dict[str, list[tuple[str, str]]] = {}
    for bed in beds:
        names = sleepers.get(bed.unit_id, ())
        label = f"{bed.unit.name}: {'; '.join(names)}" if names else _("%(room)s: nobody") % {"room": bed.unit.name}
        rooms.setdefault(label, []).append((str(bed.pk), f"{bed.unit.name} – {bed.name}"))
    return list(rooms.items())
