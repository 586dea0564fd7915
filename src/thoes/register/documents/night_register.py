"""The night register as a file: a PDF to keep with a report, a spreadsheet or CSV to work with.

The five fields of article 438 Sr, and what the municipality asks on a ground of its own.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.utils import translation
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from thoes.foundation.documents.paper import Block, Facts, Heading, Look, Report, Said, Table, Words, print_report
from thoes.foundation.documents.sheets import Sheet
from thoes.housing.public import Site
from thoes.register.domain.night_register import Period
from thoes.register.night_register import LocalAsk, RegisterLine


@dataclass(frozen=True, slots=True)
class NightRegisterExtract:
    """What was asked: sites, nights, the moment of knowing (None: now), by whom and for what, and the lines."""

    sites: Sequence[Site]
    period: Period
    known_at: datetime | None
    asked_by: str
    reason: str
    ask: LocalAsk
    lines: Sequence[RegisterLine]


def night_register_pdf(extract: NightRegisterExtract, *, made_at: datetime, language: str) -> bytes:
    """The extract to print, each site under its own heading."""
    with translation.override(language):
        blocks: list[Block] = [Facts(_facts(extract))]
        for site in extract.sites:
            blocks += _site(site, [line for line in extract.lines if line.site_id == site.pk], extract.ask)
        report = Report(_("Night register"), period_words(extract.period), blocks, is_wide=True)
        return print_report(report, language=language, made_at=made_at)


def night_register_sheet(extract: NightRegisterExtract) -> Sheet:
    """The extract as a table, for a spreadsheet or csv in the language of the reader."""
    return Sheet(_("Night register"), [_("Site"), _("Address"), *column_titles(extract.ask)], _rows(extract))


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


def _rows(extract: NightRegisterExtract) -> Iterable[list[str | date]]:
    places = {site.pk: (site.name, site.address) for site in extract.sites}
    for line in extract.lines:
        local = [cell.value or "" for cell in line.local]
        departure = line.departure or ""
        yield [*places[line.site_id], line.name, line.residence, line.arrival, line.document, departure, *local]


def _facts(extract: NightRegisterExtract) -> list[tuple[str, str]]:
    facts = [(_("Shown to"), extract.asked_by), (_("Purpose"), extract.reason)]
    if extract.known_at is not None:
        facts.append((_("As known at"), date_format(localtime(extract.known_at), "j F Y, H:i")))
    facts.append((_("Ground"), _("Article 438 of the Criminal Code: shown on request to a designated official")))
    if extract.ask.fields:
        fields = ", ".join(str(field.label).lower() for field in extract.ask.fields)
        facts.append((_("Own ground of the municipality for %(fields)s") % {"fields": fields}, extract.ask.ground))
    return facts


def _site(site: Site, lines: Sequence[RegisterLine], ask: LocalAsk) -> list[Block]:
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
    count = ngettext("%(number)d stay", "%(number)d stays", len(lines)) % {"number": len(lines)}
    titles = column_titles(ask)
    return [
        Heading(site.name),
        Words(Said(f"{site.address} · {site.provider.name} · {count}", Look.QUIET)),
        Table(
            titles,
            rows,
            widths=(2.4, 2, *(1.4 for _title in titles[2:])),
            empty=_("Nobody slept here in these nights."),
        ),
    ]


def _in_words(value: str | date | None) -> str:
    return date_format(value, "j F Y") if isinstance(value, date) else value or "–"
