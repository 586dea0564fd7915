"""The report of a check as an accessible PDF, with its photos: to hand to the housing provider."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import Any

from django.template.defaultfilters import floatformat
from django.utils import translation
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from thoes.accounts.public import role_name
from thoes.foundation.documents import paper
from thoes.inspections.check_texts import (
    CHECK_ACTION_TEXTS,
    KIND_TEXTS,
    OUTCOME_TEXTS,
    RESPONSIBLE_TEXTS,
    SEVERITY_TEXTS,
    STATE_TEXTS,
    UNIT_TEXTS,
)
from thoes.inspections.domain.checks import CheckAction, CheckKind, FindingState, ItemOutcome, Responsible, Severity
from thoes.inspections.models import Check, CheckPhoto
from thoes.inspections.queries import CheckLine, CheckSheet, outcome_counts
from thoes.inspections.services.photos import file_of_photo
from thoes.rules.loading import Text


def check_report_pdf(sheet: CheckSheet, *, photos: Sequence[CheckPhoto], made_at: datetime, language: str) -> bytes:
    """What was found first, then everything that was looked at, with photos and corrections. Without a name in it."""
    check, site = sheet.check, sheet.check.site
    kept = [photo for photo in photos if file_of_photo(photo.pk).exists()]
    with translation.override(language):
        kind = KIND_TEXTS[CheckKind(check.kind)]
        title = _("%(kind)s of %(site)s") % {"kind": kind, "site": site.name}
        subtitle = _("%(day)s · list %(version)s") % {"day": _day(check.started_on), "version": check.list_version}
        findings = paper.Table(
            head=[_("Finding"), _("How bad"), _("Last day"), _("Who mends it"), _("State")],
            rows=[_finding(line, language) for line in sheet.lines if line.finding is not None],
            widths=(3, 2, 0, 2, 2),
            empty=_("Nothing was found that is not in order."),
            is_small=True,
        )
        about = _(
            "What the quality labels ask stands in the list in our own words, each with its source; it was not taken from the "
            "norm documents themselves. Items without a source are good practice by our own judgement. This report is no "
            "decision."
        )
        shown = [_photo(photo, sheet, language) for photo in kept]
        album: list[paper.Block] = [paper.Heading(_("Photos")), paper.Photos(shown)] if shown else []
        blocks: list[paper.Block] = [
            paper.Facts(_facts(check)),
            paper.Heading(_("Outcome")),
            paper.Facts(_counts(sheet)),
            paper.Heading(_("What was not in order")),
            findings,
            *album,
            paper.Heading(_("Everything that was looked at")),
            *_everything(sheet, language),
            paper.Heading(_("Course of this check")),
            _course(check),
            paper.small_print(about),
        ]
        pictures = {f"{photo.pk}.jpg": file_of_photo(photo.pk).read_bytes() for photo in kept}
        report = paper.Report(title, subtitle, blocks)
        return paper.print_report(report, language=language, made_at=made_at, pictures=pictures)


def _facts(check: Check) -> list[tuple[str, str]]:
    return [
        (_("Address"), check.site.address),
        (_("Municipality"), check.site.municipality.name),
        (_("Housing provider"), check.site.provider.name),
        (_("Checked by"), f"{check.organisation.name}, {role_name(check.role)}"),
    ]


def _counts(sheet: CheckSheet) -> list[tuple[str, str]]:
    counts = outcome_counts(sheet.lines).items()
    return [(str(OUTCOME_TEXTS[outcome]), str(count)) for outcome, count in counts if outcome != ItemOutcome.UNSAID]


def _everything(sheet: CheckSheet, language: str) -> Iterator[paper.Block]:
    for section in sheet.sections:
        yield paper.Heading(section.unit.name if section.unit else _said(section.group.title, language), level=3)
        yield paper.Table(
            head=[_("Item"), _("Outcome"), _("Note")],
            rows=[_row(line, language) for line in section.lines],
            widths=(3, 0, 2),
            is_small=True,
        )


def _course(check: Check) -> paper.Table:
    return paper.Table(
        head=[_("When"), _("What"), _("Role"), _("Reason")],
        rows=[
            [_moment(step.at), str(CHECK_ACTION_TEXTS[CheckAction(step.what)]), role_name(step.role), step.reason]
            for step in check.steps.order_by("pk")
        ],
        widths=(0, 2, 2, 3),
        is_small=True,
    )


def _finding(line: CheckLine, language: str) -> list[str]:
    finding = line.finding
    assert finding is not None
    return [
        _title(line.item.wrong, line.unit.name if line.unit else "", language),
        str(SEVERITY_TEXTS[Severity(finding.severity)]),
        _day(finding.repair_by) if finding.repair_by else "–",
        str(RESPONSIBLE_TEXTS[Responsible(finding.responsible)]),
        str(STATE_TEXTS[FindingState(finding.state)]),
    ]


def _row(line: CheckLine, language: str) -> list[str]:
    note = line.answer.note if line.answer else ""
    if line.answer is not None and line.answer.number is not None and line.item.measure is not None:
        unit = UNIT_TEXTS[line.item.measure.unit]
        number = floatformat(line.answer.number, "-1")
        measured = f"{_said(line.item.measure.label, language)}: {number} {unit}".strip()
        note = ". ".join(filter(None, (measured, note)))
    return [_said(line.item.text, language), str(OUTCOME_TEXTS[line.outcome]), note]


def _photo(photo: CheckPhoto, sheet: CheckSheet, language: str) -> paper.Photo:
    line = sheet.line(photo.item, photo.unit_id)
    words = _title(line.item.text, line.unit.name if line.unit else "", language) if line else photo.item
    caption = _("Repair: %(item)s") % {"item": words} if photo.finding_id else words
    return paper.Photo(f"{photo.pk}.jpg", alt=_("Photo with: %(item)s") % {"item": caption}, caption=caption)


def _title(text: Text, room: str, language: str) -> str:
    return f"{_said(text, language)} ({room})" if room else _said(text, language)


def _said(text: Text, language: str) -> Any:
    return text.in_language("nl" if language == "nl" else "en")


def _day(day: date) -> str:
    return date_format(day, "j F Y")


def _moment(moment: datetime) -> str:
    return date_format(localtime(moment), "j F Y, H:i")
