"""What stands in a letter: the plain reason, the person's own days, what to do and what to bring."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from babel.dates import format_date, format_time

from thoes.registration.letters.appointments import Appointment, calendar_code
from thoes.registration.letters.texts import LetterTexts, letter_texts
from thoes.rules.registration_duty import DutyParameters

# Codes of people who are in the BRP already: they have a change to report, no duty to register.
_REGISTERED = frozenset({"moved", "leaving"})


@dataclass(frozen=True, slots=True)
class Sender:
    """The desk that writes: what it is called, of which place, and where to turn to."""

    municipality: str
    place: str
    contact: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class OwnDays:
    """One stay as it stands in the person's own letter."""

    place: str
    arrival: date
    departure: date | None


@dataclass(frozen=True, slots=True)
class Recipient:
    """Whom a letter is for. `code` is that of the assessment, `days` the dates of it by name."""

    name: str
    address: str
    language: str
    code: str
    nights: int
    days: dict[str, date | None]
    stays: tuple[OwnDays, ...] = ()
    nights_elsewhere: int = 0


def day_in_words(day: date, language: str) -> str:
    """A day as it is written in the language: "24 listopada 2026"."""
    return format_date(day, "long", locale=language)


def time_in_words(appointment: Appointment, language: str) -> str:
    """The hour and minute of an appointment, on a clock of 24 hours."""
    return format_time(appointment.starts, "HH:mm", locale=language)


def duty_letter(to: Recipient, *, sender: Sender, rule: DutyParameters, on: date) -> dict[str, Any]:
    """The letter that tells somebody of the duty, or of a move or departure to report, as data for the paper."""
    texts, is_registered = letter_texts(to.language), to.code in _REGISTERED
    return {
        **_head(texts, sender=sender, on=on, subject=texts["subject_notice" if is_registered else "subject_duty"]),
        "to": [to.name, *to.address.split(", ")],
        "paragraphs": [
            texts.filled("greeting", name=to.name),
            *([] if is_registered else [texts.filled("opening", municipality=sender.place), _law(texts, rule)]),
        ],
        "strong": _deadline(to, texts, on=on),
        "why": {"title": texts["why"], "text": _reason(to, texts, rule)},
        "days": _own_days(to, texts),
        "bring": {"title": texts["bring_title"], "items": texts["bring"]},
        "closing": [texts["not_you"]],
    }


def invitation(
    to: Recipient, *, appointment: Appointment, sender: Sender, rule: DutyParameters, on: date
) -> dict[str, Any]:
    """The invitation for a slot of a session, with the code that puts it in a phone."""
    texts = letter_texts(to.language)
    day, hour = _day(appointment.day, texts, weekday=True), time_in_words(appointment, to.language)
    return {
        **duty_letter(to, sender=sender, rule=rule, on=on),
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
    texts = letter_texts(language)
    return texts.filled(
        "message",
        municipality=sender.municipality,
        day=_day(appointment.day, texts, weekday=True),
        time=time_in_words(appointment, language),
        place=appointment.place,
    )


def information_sheet(language: str, *, sender: Sender, rule: DutyParameters, on: date) -> dict[str, Any]:
    """The sheet to hand out to anyone: the rule and what to do, about nobody in particular."""
    texts = letter_texts(language)
    first, *rest = texts["sheet"]
    return {
        **_head(texts, sender=sender, on=on, subject=texts["subject_sheet"]),
        "to": [],
        "paragraphs": [first, _law(texts, rule), *rest],
        "strong": [],
        "bring": {"title": texts["bring_title"], "items": texts["bring"]},
        "closing": [],
    }


def _head(texts: LetterTexts, *, sender: Sender, on: date, subject: str) -> dict[str, Any]:
    return {
        "language": texts.language,
        "sender": sender.municipality,
        "date": _day(on, texts),
        "subject": subject,
        "contact": {"title": texts["contact"], "lines": list(sender.contact)},
        "unreviewed": "" if texts.reviewed else texts["unreviewed"],
    }


def _law(texts: LetterTexts, rule: DutyParameters) -> str:
    return texts.filled("law", needed=rule.nights, window=rule.window_days, days=rule.register_within_days)


def _deadline(to: Recipient, texts: LetterTexts, *, on: date) -> list[str]:
    register_by = to.days.get("register_by")
    if register_by is None:
        return []
    return [texts.filled("by_ahead" if register_by >= on else "by_past", register_by=_day(register_by, texts))]


def _reason(to: Recipient, texts: LetterTexts, rule: DutyParameters) -> str:
    if to.code not in texts["reason"]:
        return ""
    days = {name: _day(day, texts) if day else "" for name, day in to.days.items()}
    return texts.filled(f"reason.{to.code}", nights=to.nights, needed=rule.nights, window=rule.window_days, **days)


def _own_days(to: Recipient, texts: LetterTexts) -> dict[str, Any]:
    return {
        "title": texts["own_days"],
        "head": [texts["place"], texts["from"], texts["until"]],
        "rows": [
            [
                stay.place,
                _day(stay.arrival, texts),
                _day(stay.departure, texts) if stay.departure else texts["still_here"],
            ]
            for stay in to.stays
        ],
        "elsewhere": texts.filled("elsewhere", nights=to.nights_elsewhere) if to.nights_elsewhere else "",
    }


def _day(day: date, texts: LetterTexts, *, weekday: bool = False) -> str:
    return format_date(day, "full" if weekday else "long", locale=texts.language)


def languages_not_reviewed(languages: Sequence[str]) -> list[str]:
    """The names of those of these languages whose texts nobody has read yet."""
    return [letter_texts(code).name for code in dict.fromkeys(languages) if not letter_texts(code).reviewed]
