"""What stands in a letter: the plain reason, the person's own days, what to do and what to bring."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from babel.dates import format_date, format_time

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


def duty_letter(to: Recipient, *, sender: Sender, on: date) -> dict[str, Any]:
    """The letter that tells somebody of the duty, or of a move or departure to report, as data for the paper."""
    texts, is_registered = LETTERS.wording(to.language), to.code in _REGISTERED
    return {
        **_head(texts, sender=sender, on=on, subject=texts["subject_notice" if is_registered else "subject_duty"]),
        "to": [to.name, *to.address.split(", ")],
        "paragraphs": [
            texts.filled("greeting", name=to.name),
            *([] if is_registered else [texts.filled("opening", municipality=sender.place), _law(texts, to.rule)]),
        ],
        "strong": _deadline(to, texts, on=on),
        "why": {"title": texts["why"], "text": _reason(to, texts)},
        "days": _nights(to, texts),
        "bring": {"title": texts["bring_title"], "items": texts["bring"]},
        "closing": [texts["not_you"]],
    }


def invitation(to: Recipient, *, appointment: Appointment, sender: Sender, on: date) -> dict[str, Any]:
    """The invitation for a slot of a session, with the code that puts it in a phone."""
    texts = LETTERS.wording(to.language)
    day, hour = _day(appointment.day, texts, weekday=True), time_in_words(appointment, to.language)
    return {
        **duty_letter(to, sender=sender, on=on),
        "subject": texts["subject_invitation"],
        "strong": [],
        "appointment": {
            "intro": texts["invitation"],
            "label": texts["your_time"],
            "when": f"{day}, {hour}",
            "where": appointment.place,
            "code": calendar_code(appointment),
            "alt": texts.filled("calendar_alt", day=day, time=hour),
            "calendar": texts["calendar"],
            "other_time": texts["other_time"],
        },
    }


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


def information_sheet(language: str, *, sender: Sender, rule: DutyParameters, on: date) -> dict[str, Any]:
    """The sheet to hand out to anyone: the rule and what to do, about nobody in particular."""
    texts = LETTERS.wording(language)
    first, *rest = texts["sheet"]
    return {
        **_head(texts, sender=sender, on=on, subject=texts["subject_sheet"]),
        "to": [],
        "paragraphs": [first, _law(texts, rule), *rest],
        "strong": [],
        "bring": {"title": texts["bring_title"], "items": texts["bring"]},
        "closing": [],
    }


def _head(texts: Wording, *, sender: Sender, on: date, subject: str) -> dict[str, Any]:
    return {
        "language": texts.language,
        "sender": sender.municipality,
        "date": _day(on, texts),
        "subject": subject,
        "contact": {"title": texts["contact"], "lines": list(sender.contact)},
        "unreviewed": texts.notice,
    }


def _law(texts: Wording, rule: DutyParameters) -> str:
    return texts.filled("law", needed=rule.nights, window=rule.window_days, days=rule.register_within_days)


def _deadline(to: Recipient, texts: Wording, *, on: date) -> list[str]:
    register_by = to.days.get("register_by")
    if register_by is None:
        return []
    if register_by < on:
        return [texts.filled("by_past", register_by=_day(register_by, texts))]
    said = texts.filled("by_ahead", register_by=_day(register_by, texts))
    return [f"{said} {_why_later(to, texts)}".strip()]


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


def _nights(to: Recipient, texts: Wording) -> dict[str, Any]:
    shown, reached = to.nights_shown, to.days.get("counted_from")
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
    return {
        "title": texts["own_nights"],
        "head": [texts[key] for key in ("place", "first_night", "last_night", "nights", "together")],
        "rows": [_night_row(row, to, texts) for row in shown.rows],
        "strip": on_paper(strip, across=_STRIP_ACROSS, with_key=True),
        "alt": texts.filled("strip_alt", **span, **counts),
    }


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
