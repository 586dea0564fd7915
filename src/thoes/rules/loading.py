"""Read the rule book: dated parameters and formulas in words, checked before anyone can use them.

The files are part of the program, so a mistake in one is a `RuleBookError` at first use and not a refusal to a person.
Looks up what was in force on a day; decides nothing itself. The cases are read in `readable_cases`.
"""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from itertools import pairwise
from types import MappingProxyType
from typing import Any, Literal

import yaml
from jsonschema import Draft202012Validator
from jsonschema.exceptions import best_match

from thoes.kernel.refusals import Refusal
from thoes.kernel.yaml_text import read_yaml

RULES_FOLDER: Traversable = files("thoes.rules")
_A_YEAR = timedelta(days=365)
_SUNDAY = 6
_SURPRISING_TAGS = {"tag:yaml.org,2002:timestamp", "tag:yaml.org,2002:bool"}


class RuleBookError(Exception):
    """A file of the rule book says something that cannot be; names the file and the place."""


class Confidence(StrEnum):
    """How sure we are that a parameter is the law on that day."""

    IN_FORCE = "in_force"
    ADOPTED_FUTURE = "adopted_future"
    PROPOSED = "proposed"
    WITHDRAWN = "withdrawn"
    LOCAL = "local"
    UNVERIFIED = "unverified"
    DERIVED = "derived"


@dataclass(frozen=True, slots=True)
class Text:
    """One meaning in Dutch and English."""

    nl: str
    en: str

    def in_language(self, code: Literal["nl", "en"]) -> str:
        return self.nl if code == "nl" else self.en


@dataclass(frozen=True, slots=True)
class DayOfYear:
    """A day that comes back every year; `on_sunday` is the month and day that take its place when it is a Sunday."""

    month: int
    day: int
    on_sunday: tuple[int, int] | None = None

    def in_year(self, year: int) -> date:
        day = date(year, self.month, self.day)
        return date(year, *self.on_sunday) if self.on_sunday and day.weekday() == _SUNDAY else day


Value = int | float | bool | Fraction | date | Text | DayOfYear | tuple[date, ...]


class TermOrigin(StrEnum):
    """Who set a length of time. The general rules on terms hold for law only, so nothing may guess it from a name."""

    NATIONAL_LAW = "national_law"
    """An act or a general order in council: the Algemene termijnenwet holds."""
    EU_LAW = "eu_law"
    """A regulation of the Union: Regulation (EEC, Euratom) 1182/71 holds."""
    MUNICIPAL = "municipal"
    """An ordinance or policy of a municipality: no general rule on terms holds of itself."""
    OWN = "own"
    """A choice of Thoes: nothing moves it."""
    NO_TERM = "no_term"
    """No term at all: a period that is counted over, or a number of another rule."""


CONFIDENCE_WORDS: dict[Confidence, Text] = {
    Confidence.IN_FORCE: Text(nl="geldt", en="in force"),
    Confidence.ADOPTED_FUTURE: Text(nl="aangenomen, geldt later", en="adopted, not yet in force"),
    Confidence.PROPOSED: Text(nl="voorstel", en="proposed"),
    Confidence.WITHDRAWN: Text(nl="ingetrokken", en="withdrawn"),
    Confidence.LOCAL: Text(nl="lokale regel", en="local rule"),
    Confidence.UNVERIFIED: Text(nl="niet nagekeken", en="unverified"),
    Confidence.DERIVED: Text(nl="afgeleid, staat niet in de wet", en="derived, not in the law"),
}


@dataclass(frozen=True, slots=True)
class ParameterVersion:
    """A value with the days on which it holds: `valid_from` up to, not including, `valid_until`.

    `valid_from` is None when the first day was not established, `valid_until` when no end is known. `checked_on` is the
    day on which somebody last read the source.
    """

    value: Value
    valid_from: date | None
    valid_until: date | None
    article: str | None
    link: str | None
    confidence: Confidence
    checked_on: date | None
    note: Text | None

    def holds_on(self, day: date) -> bool:
        return (self.valid_from is None or self.valid_from <= day) and (
            self.valid_until is None or day < self.valid_until
        )

    def is_stale(self, *, on: date) -> bool:
        """True when the source was not read in the year up to `on`, or never. Arithmetic of our own does not age."""
        if self.confidence is Confidence.DERIVED:
            return False
        return self.checked_on is None or on - self.checked_on > _A_YEAR


@dataclass(frozen=True, slots=True)
class Parameter:
    """A number or rule of law over time; versions in order of validity, never overlapping.

    `municipality` is the code of the one whose own rule it is; None for what holds everywhere. Of a length of time `set_by`
    says who set it, and `counts_back` that it is counted back from a day; None for what is no length of time.
    """

    key: str
    title: Text
    unit: str
    unit_label: Text
    unit_of_one: Text
    file: str
    versions: tuple[ParameterVersion, ...]
    municipality: str | None = None
    set_by: TermOrigin | None = None
    counts_back: bool = False

    def on(self, day: date) -> ParameterVersion:
        """The version in force on `day`; refuses a day before the first or after the last one."""
        for version in self.versions:
            if version.holds_on(day):
                return version
        raise Refusal("no_parameter_on_day", field="on", parameter=self.key, day=day)


@dataclass(frozen=True, slots=True)
class UsedParameter:
    """A parameter as it was when a decision was made, so that the decision can be explained and replayed."""

    key: str
    version: ParameterVersion

    @property
    def whole_number(self) -> int:
        """The value, for rules that count with it; anything but a whole number is a mistake in the rule book."""
        value = self.version.value
        if isinstance(value, bool) or not isinstance(value, int):
            raise RuleBookError(f"{self.key} must be a whole number, not {value!r}.")
        return value

    @property
    def amount(self) -> Decimal:
        """The value as money or square metres, exactly as it is written in the file."""
        value = self.version.value
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise RuleBookError(f"{self.key} must be an amount, not {value!r}.")
        return Decimal(str(value))

    @property
    def day(self) -> date:
        """The value, for rules that compare with a day."""
        value = self.version.value
        if not isinstance(value, date):
            raise RuleBookError(f"{self.key} must be a day, not {value!r}.")
        return value

    @property
    def fraction(self) -> Fraction:
        """The value, for rules that take a share of something."""
        value = self.version.value
        if not isinstance(value, Fraction):
            raise RuleBookError(f"{self.key} must be a fraction, not {value!r}.")
        return value


@dataclass(frozen=True, slots=True)
class Formula:
    """A rule in words, with the keys of the parameters it needs."""

    key: str
    title: Text
    steps: tuple[Text, ...]
    parameters: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RuleBook:
    """Everything Thoes holds for law: parameters by key (in the order of the files) and formulas."""

    parameters: Mapping[str, Parameter]
    formulas: tuple[Formula, ...]

    def of_municipality(self, code: str) -> tuple[Parameter, ...]:
        """The own rules of a municipality, in the order of the files."""
        return tuple(each for each in self.parameters.values() if each.municipality == code)

    def parameter(self, key: str) -> Parameter:
        try:
            return self.parameters[key]
        except KeyError:
            raise RuleBookError(f"There is no parameter {key!r} in the rule book.") from None


@cache
def rule_book() -> RuleBook:
    """The rule book that ships with this version of Thoes; read and checked once per process."""
    parameters = _read_parameters(RULES_FOLDER / "parameters", _read_units(RULES_FOLDER / "units.yaml"))
    return RuleBook(MappingProxyType(parameters), tuple(_read_formulas(RULES_FOLDER / "formulas.yaml", parameters)))


def parameter_on(key: str, on: date) -> ParameterVersion:
    """The version of parameter `key` in force on `on`.

    Raises `RuleBookError` for a key that does not exist, a `Refusal` "no_parameter_on_day" for a day it does not cover.
    """
    return rule_book().parameter(key).on(on)


def use_parameter(key: str, on: date) -> UsedParameter:
    """As `parameter_on`, with its key, for a decision that keeps what it used."""
    return UsedParameter(key, parameter_on(key, on))


class PlainLoader(yaml.CSafeLoader):
    """YAML in which a date stays text, for the JSON schema to check, and in which `on` and `no` are words."""

    yaml_implicit_resolvers = {
        first: [(tag, pattern) for tag, pattern in resolvers if tag not in _SURPRISING_TAGS]
        for first, resolvers in yaml.CSafeLoader.yaml_implicit_resolvers.items()
    }


PlainLoader.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile("^(?:true|false)$"), ["t", "f"])


def read_checked_yaml(file: Traversable, schema_file: Traversable) -> Any:
    """The content of a YAML file that passed its JSON schema; dates are still text."""
    try:
        content = yaml.load(file.read_text(encoding="utf-8"), Loader=PlainLoader)  # itself a SafeLoader
    except yaml.YAMLError as error:
        raise RuleBookError(f"{file.name} is not YAML: {error}") from error
    schema = json.loads(schema_file.read_text(encoding="utf-8"))
    mistake = best_match(Draft202012Validator(schema).iter_errors(content))
    if mistake is not None:
        raise RuleBookError(f"{file.name}, at {mistake.json_path}: {mistake.message}")
    return content


def yaml_files(folder: Traversable) -> list[Traversable]:
    """The YAML files of a folder of the rule book, in order of name."""
    return sorted((file for file in folder.iterdir() if file.name.endswith(".yaml")), key=lambda file: file.name)


def read_text(raw: Mapping[str, str]) -> Text:
    return Text(nl=raw["nl"], en=raw["en"])


def read_day(raw: str | None, *, file: Traversable, place: str) -> date | None:
    """An ISO day or nothing; a day the calendar does not have is a mistake in the file."""
    try:
        return None if raw is None else date.fromisoformat(raw)
    except ValueError as error:
        raise RuleBookError(f"{file.name}, {place}: {raw} is not a day ({error}).") from error


def _read_units(file: Traversable) -> dict[str, tuple[Text, Text]]:
    """What each unit is called, of many and of one."""
    units = read_yaml(file.read_text(encoding="utf-8"))
    return {code: (read_text(raw), read_text(raw.get("one", raw))) for code, raw in units.items()}


def _read_parameters(folder: Traversable, units: Mapping[str, tuple[Text, Text]]) -> dict[str, Parameter]:
    found: dict[str, Parameter] = {}
    for file in yaml_files(folder):
        for raw in read_checked_yaml(file, folder / "schema.json")["parameters"]:
            key = raw["key"]
            if key in found:
                raise RuleBookError(f"{file.name}: {key} was already given in {found[key].file}.")
            versions = tuple(_read_version(version, file, key) for version in raw["versions"])
            _refuse_disorder(versions, file, key)
            found[key] = Parameter(
                key=key,
                title=read_text(raw["title"]),
                unit=raw["unit"],
                unit_label=units[raw["unit"]][0],
                unit_of_one=units[raw["unit"]][1],
                file=file.name,
                versions=versions,
                municipality=raw.get("municipality"),
                set_by=TermOrigin(raw["term"]["set_by"]) if "term" in raw else None,
                counts_back=raw.get("term", {}).get("counts_back", False),
            )
    return found


def _read_version(raw: Mapping[str, Any], file: Traversable, key: str) -> ParameterVersion:
    return ParameterVersion(
        value=_read_value(raw["value"], file, key),
        valid_from=read_day(raw["valid_from"], file=file, place=key),
        valid_until=read_day(raw["valid_until"], file=file, place=key),
        article=raw["article"],
        link=raw["link"],
        confidence=Confidence(raw["confidence"]),
        checked_on=read_day(raw["checked_on"], file=file, place=key),
        note=read_text(raw["note"]) if "note" in raw else None,
    )


def _read_value(raw: Any, file: Traversable, key: str) -> Value:
    match raw:
        case {"nl": str(), "en": str()}:
            return read_text(raw)
        case {"month_day": str(month_day)}:
            on_sunday = raw.get("on_sunday")
            return DayOfYear(*_month_day(month_day), _month_day(on_sunday) if on_sunday else None)
        case list():
            return tuple(date.fromisoformat(day) for day in raw)
        case str() if "/" in raw:
            return Fraction(raw)
        case str():
            return date.fromisoformat(raw)
        case bool() | int() | float():
            return raw
    raise RuleBookError(f"{file.name}, {key}: {raw!r} is no value.")


def _month_day(raw: str) -> tuple[int, int]:
    month, day = raw.split("-")
    return int(month), int(day)


def _refuse_disorder(versions: Iterable[ParameterVersion], file: Traversable, key: str) -> None:
    """Versions follow each other and none ends before it begins: two values on one day would be a coin toss."""
    versions = tuple(versions)
    for version in versions:
        if version.valid_from and version.valid_until and version.valid_until <= version.valid_from:
            raise RuleBookError(f"{file.name}, {key}: a version ends on {version.valid_until}, before it begins.")
    for earlier, later in pairwise(versions):
        if earlier.valid_until is None or later.valid_from is None or later.valid_from < earlier.valid_until:
            raise RuleBookError(f"{file.name}, {key}: versions overlap or are out of order at {later.valid_from}.")


def _read_formulas(file: Traversable, parameters: Mapping[str, Parameter]) -> Iterator[Formula]:
    for raw in read_checked_yaml(file, RULES_FOLDER / "formulas.schema.json")["formulas"]:
        unknown = [key for key in raw["parameters"] if key not in parameters]
        if unknown:
            raise RuleBookError(f"{file.name}, {raw['key']}: no such parameter {', '.join(unknown)}.")
        yield Formula(
            key=raw["key"],
            title=read_text(raw["title"]),
            steps=tuple(read_text(step) for step in raw["steps"]),
            parameters=tuple(raw["parameters"]),
        )
