"""An extract of the register of a quality label: what a line says of a certificate at a site, and how it goes in.

Lines at addresses elsewhere in the country are put aside; at one in the own territory where no site is known, sent back.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Any
from uuid import UUID

from django import forms
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thoes.accounts.public import Actor
from thoes.housing.public import (
    RECORD_QUALITY_LABELS,
    LabelScheme,
    QualityLabelFacts,
    QualityLabelStatus,
    take_in_certificate,
    visible_sites,
)
from thoes.imports.label_extracts.addresses import Address, AddressBook, KnownSite, address_of
from thoes.imports.label_extracts.columns import STATUS_COLUMNS, VOCABULARY, Column, is_enough
from thoes.imports.label_extracts.statuses import stated_status
from thoes.intake.public import (
    COLUMN_NOT_READ,
    Cells,
    FileForm,
    FileKind,
    Limits,
    Line,
    Notice,
    ReadFile,
    Sheet,
    Table,
    Words,
    cell_text,
    normalise,
)
from thoes.kernel.refusals import Refusal
from thoes.places.public import Municipality
from thoes.privacy.public import HOUSING_PERMITS
from thoes.ui.forms import DayField

_ADDRESS = (Column.STREET, Column.HOUSE_NUMBER, Column.ADDITION, Column.POSTCODE, Column.ADDRESS, Column.TOWN)


@dataclass(frozen=True, slots=True)
class SaidOfQualityLabel:
    """The certificate that a line states, and the site at its address."""

    site_id: UUID
    facts: QualityLabelFacts


class ExtractForm(FileForm):
    """An extract, the quality label and its date."""

    scheme = forms.ChoiceField(label=gettext_lazy("Quality label"), choices=LabelScheme.choices)
    as_of = DayField(label=gettext_lazy("Date of the extract"))
    field_order = ("scheme", "as_of", "file")


class LabelExtract(FileKind[SaidOfQualityLabel]):
    """Certificates of a quality label, one in a line."""

    name = "label-extracts"
    permissions = (RECORD_QUALITY_LABELS,)
    purpose = HOUSING_PERMITS
    vocabulary = VOCABULARY
    # A register of a quality label has some thousands of lines. A choice of Thoes.
    limits = Limits(
        file_bytes=10 * 2**20, unpacked_bytes=200 * 2**20, rows=30_000, columns=60, cells=1_000_000, seconds=30
    )
    no_table = columns_missing = "no_certificate_and_address"
    form = ExtractForm
    words = Words(
        title=gettext_lazy("Extracts of quality labels"),
        heading=gettext_lazy("Take in an extract of quality labels"),
        check=gettext_lazy("Check this extract"),
        new=gettext_lazy("new quality labels"),
        changed=gettext_lazy("quality labels that change"),
        final=gettext_lazy(
            "What goes in cannot be taken back in one go. You can correct or void a quality label on the page of its site."
        ),
    )

    @staticmethod
    def is_enough(fields: frozenset[StrEnum]) -> bool:
        return is_enough(fields)

    def begin(self, sheets: list[Sheet], tables: list[Table], read: ReadFile[SaidOfQualityLabel]) -> None:
        self._book = _book(self.actor)
        self._as_of = date.fromisoformat(self.asked["as_of"])
        if not all(STATUS_COLUMNS & table.mapping.fields for table in tables):
            read.notices.append(Notice("", "status_not_stated", {"day": self._as_of}))
        if any(notice.code in COLUMN_NOT_READ for notice in read.notices):
            read.notices.append(Notice("", "look_at_columns_not_read"))

    def read(self, cells: Cells) -> SaidOfQualityLabel | None:
        address = _address({column: cell_text(cells.cell(column)) for column in _ADDRESS})
        found = self._book.find(address)
        if not found:
            if not address.town or address.town not in self._book.towns:
                return None
            raise Refusal("no_site_at_address", field=Column.ADDRESS)
        if len(found) > 1:
            raise Refusal("sites_at_one_address", field=Column.ADDRESS, count=len(found))
        texts = {column: cells.text(column) for column in cells.fields if column not in VOCABULARY.days}
        return SaidOfQualityLabel(found[0].site_id, self._facts(texts, cells))

    def weigh(self, read: ReadFile[SaidOfQualityLabel]) -> None:
        if read.aside:
            read.notices.append(Notice("", "lines_elsewhere", {"count": read.aside}))

    def take(self, said: SaidOfQualityLabel, line: Line[SaidOfQualityLabel]) -> str:
        taken = take_in_certificate(
            actor=self.actor, site_id=said.site_id, facts=said.facts, on=self._as_of, at=self.at
        )
        return taken.outcome

    def _facts(self, texts: Mapping[StrEnum, str], cells: Cells) -> QualityLabelFacts:
        certificate = texts[Column.CERTIFICATE]
        if not certificate:
            raise Refusal("certificate_missing", field=Column.CERTIFICATE)
        valid_from, last_day = cells.day(Column.VALID_FROM), cells.day(Column.VALID_UNTIL)
        if valid_from is None:
            raise Refusal("first_day_missing", field=Column.VALID_FROM)
        status, taken_away = stated_status(texts), cells.day(Column.TAKEN_AWAY)
        if taken_away is not None and status is QualityLabelStatus.VALID:
            raise Refusal("status_contradicts", field=Column.STATUS)
        return QualityLabelFacts(
            scheme=_scheme(texts.get(Column.SCHEME, ""), self.asked["scheme"]),
            certificate=certificate[:60],
            valid_from=valid_from,
            valid_until=last_day + timedelta(days=1) if last_day else None,
            ended_from=taken_away,
            status=status or "",
            last_audit=cells.day(Column.LAST_AUDIT),
            next_audit=cells.day(Column.NEXT_AUDIT),
        )

    @staticmethod
    def said_beside(form: Mapping[str, Any]) -> tuple[dict[str, Any], str]:
        as_of: date = form["as_of"]
        about = f"{LabelScheme(form['scheme']).label}, {date_format(as_of, 'j-n-Y')}"
        return {"scheme": form["scheme"], "as_of": as_of.isoformat()}, about

    @staticmethod
    def points(actor: Actor) -> list[Any]:
        return [
            _("We find the site by postcode and house number, or by street and house number."),
            _("A known certificate is brought up to date, a new one is added. The same extract twice changes nothing."),
            _("A day such as “valid until 1 May” is read as the last day on which the certificate holds."),
            _("Lines from elsewhere in the country are only counted."),
            _("Certificates at addresses in your area where we know no site are listed: they are worth a look."),
        ]


def _book(actor: Actor) -> AddressBook:
    sites = visible_sites(actor).order_by()
    book = AddressBook(
        KnownSite(
            site.pk,
            site.name,
            address_of(street=site.street, number=site.house_number, postcode=site.postcode, town=site.town),
        )
        for site in sites
    )
    # An address in the municipality that is no site of ours yet is worth a look.
    names = Municipality.objects.filter(site__in=sites).values_list("name", flat=True).distinct()
    if actor.municipality_code:
        names = Municipality.objects.filter(pk=actor.municipality_code).values_list("name", flat=True)
    book.towns |= {address_of(street="", number="", postcode="", town=name).town for name in names}
    return book


def _scheme(text: str, chosen: str) -> str:
    """The quality label that the line names, else the one that was chosen for the whole file."""
    words = normalise(text).split()
    named = next((scheme for scheme in LabelScheme.values if scheme in words), None)
    if text and named is None:
        raise Refusal("scheme_unknown", field=Column.SCHEME, text=text[:40])
    return named or chosen


def _address(texts: Mapping[Column, str]) -> Address:
    return address_of(
        street=texts.get(Column.STREET, ""),
        number=f"{texts.get(Column.HOUSE_NUMBER, '')}{texts.get(Column.ADDITION, '')}",
        postcode=texts.get(Column.POSTCODE, ""),
        whole=texts.get(Column.ADDRESS, ""),
        town=texts.get(Column.TOWN, ""),
    )
