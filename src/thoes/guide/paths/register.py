"""Must I register, where, and by when? The rule of the register itself, for the stays that somebody fills in."""

from collections.abc import Iterable
from datetime import date, timedelta

from thoes.guide.paths.answers import Answer, Deadline, Line, Said, Tone, Town, said
from thoes.guide.paths.asking import UNKNOWN, Given, Group, Kind, Question, QuestionPath, Wrong
from thoes.rules.loading import use_parameter
from thoes.rules.registration_duty import (
    ChangeKind,
    DutyDecision,
    DutyReason,
    DutyStatus,
    duty_parameters_on,
    registration_duty,
)
from thoes.rules.stay_facts import StayFacts

ELSEWHERE = "elsewhere"
"""A municipality outside Limburg."""
_HERE, _OTHER, _RNI = "here", "other", "rni"
_DUTIES = (DutyStatus.DUTY_EXPECTED, DutyStatus.DUTY_COUNTED)

_NOW = Group(
    "now",
    (
        Question("arrival", Kind.DAY, is_required=True),
        Question("departure", Kind.DAY),
        Question("town", Kind.TOWN),
        Question("registered", Kind.CHOICE, options=("no", _RNI, _HERE, _OTHER, UNKNOWN)),
    ),
)
_EARLIER = Group("earlier", (Question("from", Kind.DAY), Question("until", Kind.DAY)), rows=3)


def stays_of(given: Given, today: date) -> tuple[list[StayFacts], date]:
    """The stays as the rule asks for them, and the day of the answer: that of the arrival where it still has to come.

    A day of departure that has come is one that was expected until then.
    """
    arrival, departure, town = given["arrival"], given["departure"], given["town"]
    on = max(today, arrival)
    has_left = departure is not None and departure <= on
    municipality = None if town in (None, ELSEWHERE) else town
    now = StayFacts(arrival, departure if has_left else None, departure, site="now", municipality=municipality)
    earlier = [StayFacts(cells["from"], cells["until"], site=f"earlier {row}") for row, cells in given.rows(_EARLIER)]
    return [*earlier, now], on


def _answer(given: Given, today: date) -> Answer:
    stays, on = stays_of(given, today)
    decision = registration_duty(stays, on=on, parameters=duty_parameters_on(on))
    if given["registered"] == _HERE:
        return _registered_here(decision)
    return _must(given, decision, on) if decision.status in _DUTIES else _need_not(given, decision)


def _registered_here(decision: DutyDecision) -> Answer:
    return Answer(
        outcome=decision.status.value,
        tone=Tone.GOOD,
        title=said("registered_here"),
        because=(said("because_registered"),),
        steps=(said("step_check_address"), said("step_move"), said("step_leave")),
        sources=(use_parameter("brp.move.latest", decision.window_until),),
        helpers=("legal_aid",),
        decision=decision,
    )


def _must(given: Given, decision: DutyDecision, on: date) -> Answer:
    """`register_by` may have passed: then it is late, and still better today than tomorrow."""
    assert decision.register_by is not None
    assert decision.duty_from is not None
    late = decision.register_by < on
    title = said("must_late" if late else "must", day=decision.register_by)
    dates = () if late else (Deadline(said("date_register"), decision.register_by),)
    register_term = use_parameter("brp.register.deadline", decision.duty_from)
    return Answer(
        outcome=decision.status.value,
        tone=Tone.WRONG if late else Tone.CAREFUL,
        title=title,
        because=(_reason(decision), said("because_term", term=register_term, day=decision.duty_from)),
        lines=_nights(decision),
        missing=_missing(given, decision),
        steps=(_where(given), *_steps(given), said("step_bring"), said("step_in_person")),
        dates=dates,
        sources=(*decision.parameters.sources[:3], use_parameter("brp.fine.max", on)),
        helpers=("legal_aid",),
        letter=said("ask_appointment", arrival=given["arrival"], day=decision.register_by),
        decision=decision,
    )


def _need_not(given: Given, decision: DutyDecision) -> Answer:
    """Nothing is due now. Without a day of departure nobody can say what is expected, so the answer is not sure."""
    near = decision.status is DutyStatus.APPROACHING
    unsure = given["departure"] is None
    title = "not_sure" if unsure else "soon" if near else "need_not"
    reached = decision.change.on if decision.change.kind is ChangeKind.NIGHTS_REACHED else None
    dates = () if reached is None else (Deadline(said("date_reached"), reached),)
    return Answer(
        outcome=decision.status.value,
        tone=Tone.UNSURE if unsure else Tone.CAREFUL if near else Tone.GOOD,
        title=said(title),
        because=(_reason(decision),),
        lines=_nights(decision),
        missing=_missing(given, decision),
        steps=(
            *(() if given["registered"] == _RNI else (said("step_rni"),)),
            said("step_longer"),
            said("step_in_person"),
        ),
        dates=dates,
        sources=(*decision.parameters.sources[:3], use_parameter("rni.who", decision.window_until)),
        helpers=("legal_aid",),
        decision=decision,
    )


def _reason(decision: DutyDecision) -> Said:
    needed = decision.parameters.nights
    match decision.code:
        case DutyReason.NIGHTS_COUNTED | DutyReason.STAY_EXPECTED_THEN_COUNTED:
            assert decision.counted_from is not None
            return said("because_counted", nights=needed, day=decision.counted_from)
        case DutyReason.NIGHTS_BELOW | DutyReason.NIGHTS_NEAR | DutyReason.NO_NIGHTS:
            return said("because_below", found=decision.nights_in_window, nights=needed)
    assert decision.expected_until is not None
    return said("because_expected", day=decision.expected_until, nights=needed)


def _nights(decision: DutyDecision) -> tuple[Line, ...]:
    last = decision.window_until - timedelta(days=1)
    found = [
        Line(said("line_window", first=decision.window_from, last=last), decision.nights_in_window),
        Line(said("line_needed"), decision.parameters.nights),
    ]
    if decision.change.kind is ChangeKind.NIGHTS_REACHED and decision.change.on:
        found.append(Line(said("line_reached"), decision.change.on))
    return tuple(found)


def _missing(given: Given, decision: DutyDecision) -> tuple[Said, ...]:
    found = []
    if given["departure"] is None:
        limit = given["arrival"] + timedelta(days=decision.parameters.nights)
        # A counted duty does not hang on what is still expected.
        if decision.status is not DutyStatus.DUTY_COUNTED:
            found.append(said("missing_departure", day=limit))
    elif decision.change.kind is ChangeKind.EXPECTED_DEPARTURE_EARLIER and decision.change.on:
        found.append(said("change_earlier", day=decision.change.on))
    if given["town"] is None:
        found.append(said("missing_town"))
    if not given.rows(_EARLIER) and decision.status not in _DUTIES:
        found.append(said("missing_earlier"))
    return tuple(found)


def _where(given: Given) -> Said:
    town = given["town"]
    return said("step_where") if town in (None, ELSEWHERE) else said("step_where_town", town=Town(town))


def _steps(given: Given) -> tuple[Said, ...]:
    match given["registered"]:
        case "rni":
            return (said("step_from_rni"),)
        case "other":
            return (said("step_from_other"),)
    return ()


def _wrong(given: Given, today: date) -> Iterable[tuple[str, Wrong]]:
    arrival, departure = given["arrival"], given["departure"]
    if departure is not None and departure <= arrival:
        yield "departure", Wrong.ORDER
    elif departure is not None and departure < today:
        # Who has left cannot register there any more, whatever should have been done.
        yield "departure", Wrong.GONE
    for row, cells in given.rows(_EARLIER):
        if None in cells.values():
            yield f"{'from' if cells['from'] is None else 'until'}_{row}", Wrong.INCOMPLETE
        elif cells["until"] <= cells["from"]:
            yield f"until_{row}", Wrong.ORDER
        elif cells["until"] > max(today, arrival):
            yield f"until_{row}", Wrong.OVERLAP


REGISTER = QuestionPath(
    key="register",
    groups=(_NOW, _EARLIER),
    answer=_answer,
    wrong=_wrong,
    articles=("register-your-address", "bsn-rni-or-brp", "your-first-week"),
)
