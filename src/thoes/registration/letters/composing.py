"""What stands in a letter: the plain reason, the person's own days, what to do and what to bring."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from babel.dates import format_date, format_time

from thoes.foundation.documents import paper
from thoes.foundation.translated_texts import Wording, locale_of
from thoes.registration.letters.appointments import Appointment, calendar_code
from thoes.registration.letters.texts import LETTERS
from thoes.registration.reasons.strip import strip_of
from thoes.rules.night_evidence import Night, NightEvidence, NightRow
from thoes.rules.registration_duty import REASONS_OF_A_DUTY, DutyParameters, end_of_register_term
from thoes.rules.terms import TermChange
from thoes.ui.charts import on_paper

# Codes of people who are in the BRP already: they have a change to report, no duty to register.
_REGISTERED = frozenset({"moved", "leaving"})
_A_NIGHT = timedelta(days=1)
# At 130 mm on the paper its words are as large as those of the key were, nine points.
_STRIP_ACROSS = 560


@dataclass(frozen=True, slots=True)
class Sender:
    """The desk that writes: what it is called, of which place, and where to turn to."""

    municipality: str
    place: str
    contact: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Recipient:
    """Whom a letter is for. `code` is that of the assessment, `days` the dates of it by name.

    `rule` are the parameters of that assessment, so that a letter never contradicts its own answer. `nights_shown` are
    those that made it, with the names of sites in `sites`; `rni_since` is a day in the RNI when it is known.
    """

    name: str
    address: str
    language: str
    code: str
    nights: int
    days: dict[str, date | None]
    rule: DutyParameters
    nights_shown: NightEvidence[str]
    sites: Mapping[str, str]
    rni_since: date | None = None


def time_in_words(appointment: Appointment, language: str) -> str:
    """The hour and minute of an appointment, on a clock of 24 hours."""
    return format_time(appointment.starts, "HH:mm", locale=locale_of(language))


def duty_letter(to: Recipient, *, sender: Sender, on: date) -> paper.Letter:
    """The letter that tells somebody of the duty, or of a move or departure to report."""
    texts = LETTERS.wording(to.language)
    subject = texts["subject_notice" if to.code in _REGISTERED else "subject_duty"]
    return _letter_to(to, texts, _deadline(to, texts, on=on), sender=sender, on=on, subject=subject)


def invitation(to: Recipient, *, appointment: Appointment, sender: Sender, on: date) -> paper.Letter:
    """The invitation for a slot of a session, with the code that puts it in a phone."""
    texts = LETTERS.wording(to.language)
    day, hour = _day(appointment.day, texts, weekday=True), time_in_words(appointment, to.language)
    lines: list[paper.Cell] = [
        paper.Said(texts["your_time"], paper.Look.QUIET),
        paper.Said(f"{day}, {hour}", paper.Look.LARGE_STRONG),
        appointment.place,
        paper.Said(texts["calendar"], paper.Look.QUIET),
    ]
    code = paper.Picture(calendar_code(appointment), texts.filled("calendar_alt", day=day, time=hour), width_mm=30)
    asked: list[paper.Block] = [
        paper.Words(texts["invitation"]),
        paper.Panel(lines=lines, beside=code),
        paper.Words(texts["other_time"]),
    ]
    return _letter_to(to, texts, asked, sender=sender, on=on, subject=texts["subject_invitation"])


def message_text(*, language: str, appointment: Appointment, sender: Sender) -> str:
    """The invitation in one message for a phone, without a name and without the reason."""
    texts = LETTERS.wording(language)
    return texts.filled(
        "message",
        municipality=sender.municipality,
        day=_day(appointment.day, texts, weekday=True),
        time=time_in_words(appointment, language),
        place=appointment.place,
    )


def information_sheet(language: str, *, sender: Sender, rule: DutyParameters, on: date) -> paper.Letter:
    """The sheet to hand out to anyone: the rule and what to do, about nobody in particular."""
    texts = LETTERS.wording(language)
    first, *rest = texts["sheet"]
    said = [paper.Words(words) for words in (first, _law(texts, rule), *rest)]
    return _letter([*said, *_bring(texts)], texts, sender=sender, on=on, subject=texts["subject_sheet"])


def _letter_to(
    to: Recipient, texts: Wording, asked: Sequence[paper.Block], *, sender: Sender, on: date, subject: str
) -> paper.Letter:
    """A letter to a person: the rule, what is `asked`, why, the nights that were counted, and what to bring."""
    blocks: list[paper.Block] = [paper.Words(texts.filled("greeting", name=to.name))]
    if to.code not in _REGISTERED:
        blocks += [paper.Words(texts.filled("opening", municipality=sender.place)), paper.Words(_law(texts, to.rule))]
    blocks += asked
    if reason := _reason(to, texts):
        blocks += [paper.Heading(texts["why"]), paper.Words(reason)]
    blocks += [*_nights(to, texts), *_bring(texts), paper.Words(texts["not_you"])]
    return _letter(blocks, texts, sender=sender, on=on, subject=subject, to=[to.name, *to.address.split(", ")])


def _letter(
    blocks: Sequence[paper.Block], texts: Wording, *, sender: Sender, on: date, subject: str, to: Sequence[str] = ()
) -> paper.Letter:
    contact: list[paper.Block] = (
        [paper.Heading(texts["contact"]), paper.Words(sender.contact)] if sender.contact else []
    )
    return paper.Letter(
        texts.language, sender.municipality, to, _day(on, texts), subject, [*blocks, *contact], texts.notice
    )


def _bring(texts: Wording) -> list[paper.Block]:
    return [paper.Heading(texts["bring_title"]), paper.Bullets(texts["bring"])]


def _law(texts: Wording, rule: DutyParameters) -> str:
    return texts.filled("law", needed=rule.nights, window=rule.window_days, days=rule.register_within_days)


def _deadline(to: Recipient, texts: Wording, *, on: date) -> list[paper.Block]:
    register_by = to.days.get("register_by")
    if register_by is None:
        return []
    said = texts.filled("by_past" if register_by < on else "by_ahead", register_by=_day(register_by, texts))
    if register_by >= on:
        said = f"{said} {_why_later(to, texts)}".strip()
    return [paper.Words(paper.Said(said, paper.Look.STRONG))]


def _why_later(to: Recipient, texts: Wording) -> str:
    """Why the last day is later than the days that the letter names; empty where it is not."""
    duty_from = to.days.get("duty_from")
    if to.code not in REASONS_OF_A_DUTY or duty_from is None:
        return ""
    end = end_of_register_term(duty_from, to.rule)
    if end.change is TermChange.NONE or end.last_day != to.days.get("register_by"):
        return ""
    return texts.filled("by_later", days=to.rule.register_within_days)


def _reason(to: Recipient, texts: Wording) -> str:
    if to.code not in texts["reason"]:
        return ""
    days = {name: _day(day, texts) if day else "" for name, day in to.days.items()}
    facts = {"nights": to.nights, "needed": to.rule.nights, "window": to.rule.window_days, **days}
    key = f"reason.{to.code}"
    reason = texts.filled(key, **{name: facts[name] for name in texts.names_in(key)})
    in_rni = (
        texts.filled("rni", since=_day(to.rni_since, texts)) if to.rni_since and to.code in REASONS_OF_A_DUTY else ""
    )
    return f"{reason} {in_rni}".strip()


def _nights(to: Recipient, texts: Wording) -> list[paper.Block]:
    shown, reached = to.nights_shown, to.days.get("counted_from")
    if not shown.rows:
        return []
    span = {"first": _day(shown.window.first, texts), "last": _day(shown.window.until - _A_NIGHT, texts)}
    strip = strip_of(
        "nights",
        shown,
        reached_on=reached,
        language=texts.language,
        key={
            Night.HERE: texts["key_here"],
            Night.ELSEWHERE: texts["key_elsewhere"],
            Night.NONE: texts["key_unknown"],
        },
        ring=texts.filled("key_reached", needed=to.rule.nights) if reached else "",
    )
    counts = {"here": shown.here, "elsewhere": shown.elsewhere, "unknown": shown.unknown}
    drawn = on_paper(strip, across=_STRIP_ACROSS, with_key=True)
    return [
        paper.Heading(texts["own_nights"]),
        paper.Picture(drawn, texts.filled("strip_alt", **span, **counts), width_mm=130),
        paper.Table(
            head=[texts[key] for key in ("place", "first_night", "last_night", "nights", "together")],
            rows=[_night_row(row, to, texts) for row in shown.rows],
            widths=(1, 0, 0, 0, 0),
            numbers=(3, 4),
            is_small=True,
        ),
    ]


def _night_row(row: NightRow[str], to: Recipient, texts: Wording) -> list[str]:
    # Of nights elsewhere the paper says the number and no days: it is made by a clerk who may not know them.
    if row.place is None:
        return [texts["elsewhere"], "", "", str(row.nights), str(row.total)]
    place = to.sites.get(row.place, "–")
    if row.counted_above:
        place = f"{place} ({texts.filled('counted_above', nights=row.counted_above)})"
    first, last = (_short(day, texts) for day in (row.span.first, row.span.until - _A_NIGHT))
    return [place, first, last, str(row.nights), str(row.total)]


def _short(day: date, texts: Wording) -> str:
    return format_date(day, "medium", locale=locale_of(texts.language))


def _day(day: date, texts: Wording, *, weekday: bool = False) -> str:
    return format_date(day, "full" if weekday else "long", locale=locale_of(texts.language))
