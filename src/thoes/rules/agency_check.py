"""What the public registers say of an agency, as somebody found it there, and what that means on a day.

Thoes holds none of these registers: what was looked up comes from who looked. A register that is not open yet says nothing,
and one good line is never a good agency. Like every answer of Thoes it is an indication.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from thoes.rules.loading import UsedParameter, rule_book

_ADMISSION, _ENFORCED = "guide.employment.agency.admission", "guide.employment.agency.enforced"


class AgencyRegister(StrEnum):
    """Where an agency, or the home that it gives, may stand."""

    WAADI = "waadi"
    """The entry as a lender in the Handelsregister: a duty."""
    NAU = "nau"
    """The admission by the Nederlandse Autoriteit Uitleenmarkt."""
    SNA = "sna"
    MEMBER = "member"
    """Member of ABU or NBBU."""
    HOUSING = "housing"
    """The label of the home: SNF or AKF."""


class Found(StrEnum):
    """What somebody saw in a register."""

    FOUND = "found"
    NOT_FOUND = "not_found"
    NOT_CHECKED = "not_checked"
    NOT_OPEN = "not_open"


class AgencyOutcome(StrEnum):
    """What is said of an agency, the worst last."""

    NOTHING_WRONG = "nothing_wrong"
    NOT_CHECKED = "not_checked"
    DOUBT = "doubt"
    WRONG = "wrong"


class AgencySign(StrEnum):
    """What an agency may never do."""

    ASKED_MONEY = "asked_money"
    HOLDS_PASSPORT = "holds_passport"
    NO_CONTRACT = "no_contract"


@dataclass(frozen=True, slots=True)
class RegisterLine:
    """A register, what was found there, and what that is worth."""

    register: AgencyRegister
    found: Found
    outcome: AgencyOutcome


@dataclass(frozen=True, slots=True)
class AgencyDecision:
    outcome: AgencyOutcome
    lines: tuple[RegisterLine, ...]
    signs: tuple[AgencySign, ...]
    sources: tuple[UsedParameter, ...]


def agency_check(
    found: Mapping[AgencyRegister, Found], signs: Mapping[AgencySign, bool | None], *, on: date
) -> AgencyDecision:
    """Weigh what was found on a day; a register that is left out was not checked, a sign that is left out is not known."""
    # What was adopted and holds later is known now: it is the day itself that is asked, not what holds on it.
    admission, enforced = (
        UsedParameter(key, rule_book().parameter(key).versions[-1]) for key in (_ADMISSION, _ENFORCED)
    )
    lines = tuple(
        _line(each, found.get(each, Found.NOT_CHECKED), on, admission.day, enforced.day) for each in AgencyRegister
    )
    seen = tuple(each for each in AgencySign if signs.get(each))
    outcomes = [line.outcome for line in lines] + ([AgencyOutcome.WRONG] if seen else [])
    return AgencyDecision(max(outcomes, key=list(AgencyOutcome).index), lines, seen, (admission, enforced))


def _line(register: AgencyRegister, found: Found, on: date, admission: date, enforced: date) -> RegisterLine:
    if register is AgencyRegister.NAU and on < admission:
        return RegisterLine(register, Found.NOT_OPEN, AgencyOutcome.NOTHING_WRONG)
    if found is Found.FOUND:
        return RegisterLine(register, found, AgencyOutcome.NOTHING_WRONG)
    if found is Found.NOT_FOUND:
        return RegisterLine(register, found, _not_found(register, on, enforced))
    is_duty = register in (AgencyRegister.WAADI, AgencyRegister.NAU)
    return RegisterLine(register, found, AgencyOutcome.NOT_CHECKED if is_duty else AgencyOutcome.NOTHING_WRONG)


def _not_found(register: AgencyRegister, on: date, enforced: date) -> AgencyOutcome:
    """A duty that is missing is wrong; what is voluntary, or still in its first year, is no proof of anything."""
    match register:
        case AgencyRegister.WAADI:
            return AgencyOutcome.WRONG
        case AgencyRegister.NAU:
            return AgencyOutcome.WRONG if on >= enforced else AgencyOutcome.DOUBT
    return AgencyOutcome.NOTHING_WRONG
