"""The night register as a file: a PDF to keep with a report, a spreadsheet or CSV to work with.

The five fields of article 438 Sr, and what the municipality asks on a ground of its own.
"""

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

import xlsxwriter
from django.utils import translation
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from thoes.foundation.documents import render_pdf
from thoes.housing.public import Site
from thoes.register.domain.night_register import Period
from thoes.register.night_register import LocalAsk, RegisterLine

# A spreadsheet program runs a cell that begins like this as a formula.
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True, slots=True)
class Extract:
    """What was asked: sites, nights, the moment of knowing (None: now), by whom and for what, and the lines."""

    sites: Sequence[Site]
    period: Period
    known_at: datetime | None
    asked_by: str
    reason: str
    ask: LocalAsk
    lines: Sequence[RegisterLine]


def night_register_pdf(extract: Extract, *, made_at: datetime, language: str) -> bytes:
    """The extract to print, each site under its own heading."""
    with translation.override(language):
        data = {
            "title": _("Night register"),
            "period": period_words(extract.period),
            "facts": _facts(extract),
            "sites": [
                _site(site, [line for line in extract.lines if line.site_id == site.pk]) for site in extract.sites
            ],
            "titles": column_titles(extract.ask),
            "nobody": _("Nobody slept here in these nights."),
        }
        return render_pdf("register/documents/night_register.typ", data, language=language, made_at=made_at)


def night_register_xlsx(extract: Extract) -> bytes:
    """The extract as a spreadsheet with real dates, in the language of the reader."""
    target = io.BytesIO()
    with xlsxwriter.Workbook(
        target, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    ) as book:
        sheet = book.add_worksheet(_("Night register"))
        bold, day = book.add_format({"bold": True, "bottom": 1}), book.add_format({"num_format": "yyyy-mm-dd"})
        titles = [_("Site"), _("Address"), *column_titles(extract.ask)]
        sheet.write_row(0, 0, titles, bold)
        for number, row in enumerate(_rows(extract), start=1):
            for column, value in enumerate(row):
                if isinstance(value, date):
                    sheet.write_datetime(number, column, datetime(value.year, value.month, value.day), day)  # noqa: DTZ001
                else:
                    sheet.write_string(number, column, value)
        sheet.set_column(0, 3, 26)
        sheet.set_column(4, len(titles) - 1, 18)
        sheet.freeze_panes(1, 0)
        sheet.autofilter(0, 0, max(1, len(extract.lines)), len(titles) - 1)
    return target.getvalue()


def night_register_csv(extract: Extract) -> bytes:
    """The extract as CSV with semicolons and a byte order mark, as Dutch spreadsheet programs want it; ISO dates."""
    target = io.StringIO()
    writer = csv.writer(target, delimiter=";")
    writer.writerow([_("Site"), _("Address"), *column_titles(extract.ask)])
    for row in _rows(extract):
        writer.writerow([value.isoformat() if isinstance(value, date) else _harmless(value) for value in row])
    return target.getvalue().encode("utf-8-sig")


def period_words(period: Period) -> str:
    """The nights in words."""
    first, last = date_format(period.first, "j F Y"), date_format(period.last, "j F Y")
    if period.first == period.last:
        return _("The night of %(day)s") % {"day": last}
    return _("The nights of %(first)s up to and including %(last)s") % {"first": first, "last": last}


def column_titles(ask: LocalAsk) -> list[str]:
    """The five fields in the order of article 438 Sr, and after them those of the municipality."""
    five = [_("Name"), _("Place of residence"), _("Arrival"), _("Kind of document"), _("Departure")]
    return five + [str(field.label) for field in ask.fields]


def _rows(extract: Extract) -> Iterable[list[str | date]]:
    places = {site.pk: (site.name, site.address) for site in extract.sites}
    for line in extract.lines:
        local = [cell.value or "" for cell in line.local]
        departure = line.departure or ""
        yield [*places[line.site_id], line.name, line.residence, line.arrival, line.document, departure, *local]


def _facts(extract: Extract) -> list[list[str]]:
    facts = [[_("Shown to"), extract.asked_by], [_("Purpose"), extract.reason]]
    if extract.known_at is not None:
        facts.append([_("As known at"), date_format(localtime(extract.known_at), "j F Y, H:i")])
    facts.append([_("Ground"), _("Article 438 of the Criminal Code: shown on request to a designated official")])
    if extract.ask.fields:
        fields = ", ".join(str(field.label).lower() for field in extract.ask.fields)
        facts.append([_("Own ground of the municipality for %(fields)s") % {"fields": fields}, extract.ask.ground])
    return facts


def _site(site: Site, lines: Sequence[RegisterLine]) -> dict[str, object]:
    rows = [
        [
            line.name,
            line.residence or "–",
            date_format(line.arrival, "j F Y"),
            line.document or "–",
            _in_words(line.departure),
            *(_in_words(cell.value) for cell in line.local),
        ]
        for line in lines
    ]
    return {
        "name": site.name,
        "address": site.address,
        "houser": site.houser.name,
        "count": ngettext("%(number)d stay", "%(number)d stays", len(lines)) % {"number": len(lines)},
        "rows": rows,
    }


def _in_words(value: str | date | None) -> str:
    return date_format(value, "j F Y") if isinstance(value, date) else value or "–"


def _harmless(text: str) -> str:
    return f"'{text}" if text.startswith(_FORMULA_STARTS) else text
