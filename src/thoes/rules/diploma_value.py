"""What somebody can do with a diploma from elsewhere: whether it must be recognised, and where to have it valued.

Which professions are protected is not known here: the database of the Union says it. A valuation is an advice and gives no
right to practise. Like every answer of Thoes it is an indication.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from thoes.rules.loading import UsedParameter, use_parameter


class Schooling(StrEnum):
    """What the diploma is of."""

    VOCATIONAL = "vocational"
    HIGHER = "higher"
    GENERAL = "general"
    NONE = "none"


class Goal(StrEnum):
    """What somebody wants to do with it."""

    WORK = "work"
    STUDY = "study"


class Recognition(StrEnum):
    """Whether somebody must ask anything before working."""

    NEEDED = "needed"
    """The profession is protected: the authority of that profession decides."""
    NOT_NEEDED = "not_needed"
    """Free to work; a valuation may help an employer."""
    ASK_SCHOOL = "ask_school"
    """Who wants to study asks the school, which is told the level for free."""
    NO_DIPLOMA = "no_diploma"
    UNKNOWN = "unknown"


class Counter(StrEnum):
    """Who values it, behind one desk."""

    SBB = "sbb"
    NUFFIC = "nuffic"


@dataclass(frozen=True, slots=True)
class DiplomaDecision:
    """What to do; `counter` is None without a diploma, `must_translate` None where the language is not known."""

    recognition: Recognition
    counter: Counter | None
    must_translate: bool | None
    is_free: bool | None
    sources: tuple[UsedParameter, ...]


def diploma_value(
    schooling: Schooling,
    goal: Goal,
    *,
    is_protected: bool | None,
    is_in_read_language: bool | None,
    is_integrating: bool | None,
    on: date,
) -> DiplomaDecision:
    """What somebody can do.

    `is_protected` is whether the database names the profession, `is_in_read_language` whether the diploma is in a language
    that needs no translation, `is_integrating` whether a civic integration duty or asylum makes the valuation free.
    """
    if schooling is Schooling.NONE:
        return DiplomaDecision(Recognition.NO_DIPLOMA, None, None, None, ())
    keys = ("price", "weeks", "weeks_busy", "copy_years")
    return DiplomaDecision(
        recognition=_recognition(goal, is_protected),
        counter=Counter.SBB if schooling is Schooling.VOCATIONAL else Counter.NUFFIC,
        must_translate=None if is_in_read_language is None else not is_in_read_language,
        is_free=is_integrating,
        sources=tuple(use_parameter(f"guide.diploma.{key}", on) for key in keys),
    )


def _recognition(goal: Goal, is_protected: bool | None) -> Recognition:
    if goal is Goal.STUDY:
        return Recognition.ASK_SCHOOL
    if is_protected is None:
        return Recognition.UNKNOWN
    return Recognition.NEEDED if is_protected else Recognition.NOT_NEEDED
