"""The rule book reads well, and a mistake in a file is found at once and named."""

from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest

from thoes.rules import loading
from thoes.rules.loading import Confidence, ParameterVersion, RuleBookError, Text, parameter_on, rule_book

PARAMETER = """
parameters:
  - key: test.days
    title: {{nl: Dagen, en: Days}}
    unit: days
    versions:
{versions}
"""
VERSION = """
      - {{value: {value}, valid_from: {first}, valid_until: {until}, article: Proefwet art. 1,
         link: "https://example.nl/wet", confidence: in_force, checked_on: 2026-01-10}}
"""


def version(value: object, first: str, until: str = "null") -> str:
    return VERSION.format(value=value, first=first, until=until)


def read(folder: Path, text: str) -> dict[str, loading.Parameter]:
    (folder / "test.yaml").write_text(text, encoding="utf-8")
    (folder / "schema.json").write_text(
        (loading.RULES_FOLDER / "parameters" / "schema.json").read_text(encoding="utf-8"), encoding="utf-8"
    )
    return loading._read_parameters(folder, {"days": (Text("dagen", "days"), Text("dag", "day"))})


def read_versions(folder: Path, *versions: str) -> loading.Parameter:
    return read(folder, PARAMETER.format(versions="".join(versions)))["test.days"]


def test_the_fraction_of_the_law_is_exact() -> None:
    assert parameter_on("brp.resident.fraction", date(2026, 11, 23)).value == Fraction(2, 3)


def test_the_operational_numbers_follow_from_the_law_as_their_note_says() -> None:
    on = date(2026, 11, 23)
    window, nights = parameter_on("duty.window_days", on), parameter_on("duty.nights", on)
    fraction = parameter_on("brp.resident.fraction", on).value

    assert window.value == -(-365 // 2)
    assert nights.value == fraction * window.value
    assert {window.confidence, nights.confidence} == {Confidence.DERIVED}


def test_every_formula_and_parameter_speaks_both_languages() -> None:
    texts = [parameter.title for parameter in rule_book().parameters.values()]
    texts += [text for formula in rule_book().formulas for text in (formula.title, *formula.steps)]

    assert all(text.nl != text.en for text in texts)
    assert texts[0].in_language("nl") == texts[0].nl
    assert texts[0].in_language("en") == texts[0].en


def test_a_law_in_force_names_its_article_and_its_source() -> None:
    versions = [version for parameter in rule_book().parameters.values() for version in parameter.versions]
    in_force = [version for version in versions if version.confidence is Confidence.IN_FORCE]

    assert len(in_force) > 20
    assert all(version.article and version.link and version.checked_on for version in in_force)


def test_what_nobody_read_is_not_called_in_force() -> None:
    assert parameter_on("brp.resident.nonconsecutive", date(2026, 11, 23)).confidence is Confidence.UNVERIFIED


@pytest.mark.parametrize(("on", "value"), [(date(2019, 12, 31), 5), (date(2020, 1, 1), 7), (date(2020, 1, 2), 7)])
def test_a_new_version_holds_from_its_first_day(tmp_path: Path, on: date, value: int) -> None:
    parameter = read_versions(tmp_path, version(5, "2014-01-06", "2020-01-01"), version(7, "2020-01-01"))

    assert parameter.on(on).value == value


def checked(checked_on: date | None, confidence: Confidence = Confidence.IN_FORCE) -> ParameterVersion:
    return ParameterVersion(5, None, None, "Proefwet art. 1", None, confidence, checked_on, None)


@pytest.mark.parametrize(
    ("on", "stale"), [(date(2027, 1, 9), False), (date(2027, 1, 10), False), (date(2027, 1, 11), True)]
)
def test_a_parameter_is_stale_when_nobody_checked_it_for_a_year(on: date, stale: bool) -> None:
    assert checked(date(2026, 1, 10)).is_stale(on=on) is stale


def test_a_parameter_nobody_ever_checked_is_stale() -> None:
    assert checked(None).is_stale(on=date(2026, 11, 23))


def test_arithmetic_of_our_own_does_not_go_stale() -> None:
    assert not checked(None, Confidence.DERIVED).is_stale(on=date(2036, 11, 23))


@pytest.mark.parametrize(
    ("versions", "words"),
    [
        (version(5, "2014-01-06") + version(7, "2020-01-01"), "overlap"),
        (version(5, "2014-01-06", "2020-01-02") + version(7, "2020-01-01"), "overlap"),
        (version(5, "2014-01-06", "2014-01-06"), "before it begins"),
        (version(5, "2014-02-30"), "is not a day"),
        (version("five", "2014-01-06"), "not valid under any of the given schemas"),
        (version(5, "2014-01-06").replace("in_force", "certain"), "is not one of"),
        (version(5, "2014-01-06").replace("checked_on: 2026-01-10", "checked_on: null"), "None is not of type"),
        (version(5, "2014-01-06").replace("confidence", "trust"), "trust|'confidence'"),
        ("      - [1, 2", "is not YAML"),
    ],
)
def test_a_mistake_in_a_file_is_refused_with_its_place(tmp_path: Path, versions: str, words: str) -> None:
    with pytest.raises(RuleBookError, match=words) as mistake:
        read_versions(tmp_path, versions)

    assert "test.yaml" in str(mistake.value)


def test_a_key_given_twice_is_refused(tmp_path: Path) -> None:
    text = PARAMETER.format(versions=version(5, "2014-01-06"))
    twice = text + text.replace("parameters:\n", "")

    with pytest.raises(RuleBookError, match="already given"):
        read(tmp_path, twice)


def test_a_key_that_does_not_exist_is_named() -> None:
    with pytest.raises(RuleBookError, match=r"brp\.nothing"):
        parameter_on("brp.nothing", date(2026, 11, 23))
