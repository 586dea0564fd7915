"""A value of the rule book as a page of the guide says it, in any of its languages: with its unit, and how sure it is.

Only what is in force on the day is a number; a proposal, or a day for which nothing is known, is "not known".
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, time
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from functools import cache
from importlib.resources import files
from typing import Any

from babel import Locale
from babel.dates import format_date, format_time
from babel.numbers import format_currency, format_decimal, format_percent

from thoes.foundation.translated_texts import fill, listed, locale_of
from thoes.guide.frame import FRAME
from thoes.guide.number_names import sentence_in
from thoes.kernel.yaml_text import read_yaml
from thoes.rules.loading import Confidence, DayOfYear, Parameter, ParameterVersion, Text, Value, rule_book

_LEAP_YEAR = 2000
_PER_CENT = "percent"
_ON_THE_CLOCK = "hour_of_day"
_NOT_IN_FORCE = (Confidence.PROPOSED, Confidence.WITHDRAWN)
_ITS_OWN_WORDS = ("nl", "en")


class AmountState(StrEnum):
    """How sure a number is on a day; the words for it stand in the frame."""

    SURE = "sure"
    UNVERIFIED = "unverified"
    """The body that decides was not read itself."""
    DERIVED = "derived"
    """Arithmetic of our own."""
    OUT_OF_DATE = "out_of_date"
    """Nobody read its source for a year."""
    NOT_KNOWN = "not_known"
    """Nothing is known to be in force on this day: there is no number."""


@dataclass(frozen=True, slots=True)
class Amount:
    """A number with its unit on a day; `language` is that of its words, and `version` where it stands, None when not known."""

    parameter: Parameter
    words: str
    language: str
    state: AmountState
    version: ParameterVersion | None

    @property
    def key(self) -> str:
        return self.parameter.key


def amount_on(key: str, language: str, *, on: date) -> Amount:
    """The value in force on a day in a language of the guide; a `RuleBookError` for a key that does not exist."""
    parameter = rule_book().parameter(key)
    held = next((version for version in parameter.versions if version.holds_on(on)), None)
    if held is None or held.confidence in _NOT_IN_FORCE:
        return Amount(parameter, _frame(language, "not_known"), language, AmountState.NOT_KNOWN, None)
    said_in = language if _is_sayable(held.value, parameter.unit, language) else "en"
    return Amount(parameter, in_words(parameter, held.value, said_in), said_in, _state(held, on), held)


def _state(version: ParameterVersion, on: date) -> AmountState:
    if version.confidence is Confidence.DERIVED:
        return AmountState.DERIVED
    if version.confidence is Confidence.UNVERIFIED:
        return AmountState.UNVERIFIED
    return AmountState.OUT_OF_DATE if version.is_stale(on=on) else AmountState.SURE


def in_words(parameter: Parameter, value: Value, language: str) -> str:
    """A value with what it is counted in, as people read it: "5 dagen", "€ 14,99 per uur", "ja"."""
    locale = locale_of(language)
    match value:
        case Text():
            return sentence_in(value, language).words
        case bool():
            return _frame(language, "is_true" if value else "is_false")
        case date():
            return format_date(value, "long", locale=locale)
        case tuple():
            return listed([in_words(parameter, day, language) for day in value], language) or _frame(
                language, "no_days"
            )
        case DayOfYear():
            return _day_of_year(value, language)
        case Fraction():
            return _share(value, locale)
    return _counted(parameter, value, language)


def _counted(parameter: Parameter, value: int | float, language: str) -> str:
    locale, units = locale_of(language), _units()
    if parameter.unit == _PER_CENT:
        return format_percent(Decimal(str(value)) / 100, locale=locale, decimal_quantization=False)
    if parameter.unit == _ON_THE_CLOCK:
        return format_time(time(int(value)), "short", locale=locale)
    if parameter.unit in units["money"]:
        around: str = units["money"][parameter.unit][language]
        return fill(around, {"amount": _euros(value, locale)})
    if language in _ITS_OWN_WORDS:
        label = parameter.unit_of_one if value == 1 else parameter.unit_label
        words = label.nl if language == "nl" else label.en
    else:
        forms = units["counted"][parameter.unit][language]
        words = forms.get(Locale.parse(locale).plural_form(Decimal(str(value))), forms["other"])
    return f"{format_decimal(value, locale=locale)} {words}"


def _euros(value: int | float, locale: str) -> str:
    """Whole euros without cents: "€ 350", "€ 14,99"."""
    whole = Decimal(str(value)) == int(value)
    pattern = Locale.parse(locale).currency_formats["standard"].pattern
    return format_currency(
        value, "EUR", pattern.replace("0.00", "0") if whole else pattern, locale=locale, currency_digits=not whole
    )


def _share(value: Fraction, locale: str) -> str:
    """A share as a per cent where that comes out to a tenth, otherwise as it is: "25%", "39,5%", "2/3"."""
    if (value * 1000).denominator != 1:
        return str(value)
    return format_percent(Decimal(value.numerator) / value.denominator, locale=locale, decimal_quantization=False)


def _day_of_year(value: DayOfYear, language: str) -> str:
    days = [(value.month, value.day), *([value.on_sunday] if value.on_sunday else [])]
    named = [format_date(date(_LEAP_YEAR, *day), "d MMMM", locale=locale_of(language)) for day in days]
    if len(named) == 1:
        return named[0]
    return FRAME.wording(language).filled("amount.on_sunday", day=named[0], instead=named[1])


def _frame(language: str, key: str) -> str:
    return str(FRAME.wording(language)[f"amount.{key}"])


@cache
def _units() -> Mapping[str, Any]:
    read: dict[str, Any] = read_yaml(files("thoes.guide").joinpath("units.yaml").read_text(encoding="utf-8"))
    return read


def is_sayable(parameter: Parameter, language: str) -> bool:
    """Whether all its values have words in a language: those of their unit, or of the sentence that they are."""
    return all(_is_sayable(version.value, parameter.unit, language) for version in parameter.versions)


def _is_sayable(value: Value, unit: str, language: str) -> bool:
    if language in _ITS_OWN_WORDS:
        return True
    if isinstance(value, Text):
        return sentence_in(value, language).language == language
    if isinstance(value, bool) or not isinstance(value, int | float):
        return True
    units = _units()
    return unit in (_PER_CENT, _ON_THE_CLOCK) or language in units["money"].get(unit, units["counted"].get(unit, {}))
