"""A path says what the rule says: for the same facts the same decision, and words that fit it."""

from datetime import date, datetime, time, timedelta
from decimal import Decimal
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from thoes.guide.frame import GUIDE_LANGUAGES
from thoes.guide.number_names import NAMED_HERE, names_in
from thoes.guide.paths.agency import AGENCY
from thoes.guide.paths.all_paths import PATHS
from thoes.guide.paths.answers import Answer, Tone
from thoes.guide.paths.asking import YES_NO_UNKNOWN, Given
from thoes.guide.paths.deduction import DEDUCTION
from thoes.guide.paths.diploma import DIPLOMA
from thoes.guide.paths.hours import HOURS, ZONE
from thoes.guide.paths.job_ended import JOB_ENDED
from thoes.guide.paths.register import REGISTER
from thoes.guide.paths.room import ROOM
from thoes.guide.paths.saying import Speaker
from thoes.rules.agency_check import AgencyOutcome, AgencyRegister, AgencySign, Found, agency_check
from thoes.rules.diploma_value import Goal, Recognition, Schooling, diploma_value
from thoes.rules.housing_deduction import Condition, Verdict, WorkedWeek, housing_deduction
from thoes.rules.housing_norms import housing_quality
from thoes.rules.job_end import BedRule, Employer, JobEnd, end_of_job
from thoes.rules.norm_terms import BuildingFacts, BuildingKind, LabelScheme, NormOutcome, RoomFacts
from thoes.rules.registration_duty import DutyStatus, duty_parameters_on, registration_duty
from thoes.rules.stay_facts import StayFacts
from thoes.rules.working_hours import HoursOutcome, Shift, working_hours

TODAY = date(2026, 11, 29)
DAY = timedelta(days=1)
TRUTH = {"yes": True, "no": False, "unknown": None}
days = st.dates(date(2024, 1, 1), date(2028, 12, 31))
truths = st.sampled_from(YES_NO_UNKNOWN)


def whole(path: str, answer: Answer) -> Answer:
    """The answer, after it was said in two languages, and with what an answer that is not sure must have."""
    for language in ("nl", GUIDE_LANGUAGES[sum(map(ord, answer.outcome)) % len(GUIDE_LANGUAGES)]):
        speaker = Speaker(path, language, towns={"GM0983": "Venlo"}, on=TODAY)
        spoken = speaker.answer(answer)
        assert spoken.title
        assert "{" not in spoken.title
        if answer.letter is not None:
            assert all(speaker.letter(answer.letter).paragraphs)
    assert answer.missing or answer.tone is not Tone.UNSURE
    assert answer.sources or answer.outcome == Recognition.NO_DIPLOMA
    unnamed = [(used.key, code) for used in answer.sources for code in NAMED_HERE if used.key not in names_in(code)]
    assert not unnamed
    return answer


@settings(max_examples=60, deadline=None)
@given(
    days,
    st.none() | st.integers(1, 400),
    st.lists(st.tuples(st.integers(0, 300), st.integers(1, 90)), max_size=3),
    days,
)
def test_must_i_register_is_answered_by_the_duty_of_the_register(arrival, length, before, today) -> None:
    on, departure = max(arrival, today), arrival + length * DAY if length else None
    values = {"arrival": arrival, "departure": departure, "town": "GM0983", "registered": "no"}
    stays = [
        StayFacts(
            arrival, departure if departure and departure <= on else None, departure, site="now", municipality="GM0983"
        )
    ]
    for row, (ago, nights) in enumerate(before, start=1):
        first = arrival - ago * DAY - nights * DAY
        values |= {f"from_{row}": first, f"until_{row}": first + nights * DAY}
        stays.append(StayFacts(first, first + nights * DAY, site=f"earlier {row}"))

    answer = whole("register", REGISTER.answer(Given(values), today))
    decision = registration_duty(stays, on=on, parameters=duty_parameters_on(on))

    assert answer.decision == decision
    must = decision.status in (DutyStatus.DUTY_COUNTED, DutyStatus.DUTY_EXPECTED)
    assert answer.title.key.startswith("must") is must
    if must:
        assert answer.title.facts["day"] == decision.register_by
        assert [each.day for each in answer.dates] == ([decision.register_by] if decision.register_by >= on else [])


@pytest.mark.parametrize(
    ("departure", "must"),
    [
        (date(2026, 11, 29) + 121 * DAY, False),
        (date(2026, 11, 29) + 122 * DAY, True),
        (date(2026, 11, 29) + 123 * DAY, True),
    ],
)
def test_the_duty_begins_at_the_day_of_the_rule_and_not_a_day_sooner(departure, must) -> None:
    answer = REGISTER.answer(Given({"arrival": TODAY, "departure": departure}), TODAY)

    assert answer.title.key == ("must" if must else "need_not")


@pytest.mark.parametrize(("today", "key"), [(date(2028, 3, 6), "must"), (date(2028, 3, 7), "must_late")])
def test_the_term_over_a_leap_day_moves_off_the_weekend_and_is_late_the_day_after(today, key) -> None:
    answer = REGISTER.answer(Given({"arrival": date(2028, 2, 29), "departure": date(2028, 9, 1)}), today)

    assert (answer.title.key, answer.title.facts["day"]) == (key, date(2028, 3, 6))


def test_who_does_not_know_when_to_leave_is_told_what_would_change_the_answer() -> None:
    answer = REGISTER.answer(Given({"arrival": TODAY}), TODAY)

    assert (answer.tone, answer.title.key) == (Tone.UNSURE, "not_sure")
    assert any(each.facts.get("day") == TODAY + 122 * DAY for each in answer.missing)


@settings(max_examples=60, deadline=None)
@given(
    st.dates(date(2024, 1, 1), date(2026, 11, 1)),
    st.sampled_from([18, 19, 20, 21]),
    st.lists(st.decimals(0, 60, places=2), min_size=1, max_size=5),
    st.decimals(0, 900, places=2),
    st.none() | st.decimals(0, 3000, places=2),
    st.lists(truths, min_size=4, max_size=4),
)
def test_may_they_deduct_this_is_answered_by_the_rule_of_the_calculator(first, age, hours, asked, gross, truth) -> None:
    conditions = dict(zip(Condition, truth, strict=True))
    values = {f"hours_{row}": worked for row, worked in enumerate(hours, start=1)}
    values |= {"first_day": first, "age": f"age{age}", "housing": asked, "gross": gross}
    values |= {each.value: said for each, said in conditions.items()}
    weeks = [WorkedWeek(first + at * 7 * DAY, worked) for at, worked in enumerate(hours)]

    answer = whole("deduction", DEDUCTION.answer(Given(values), TODAY))
    decision = housing_deduction(
        weeks, asked=asked, age=age, conditions={each: TRUTH[said] for each, said in conditions.items()}
    )

    assert answer.decision == decision
    assert answer.outcome == decision.verdict
    if answer.tone is Tone.GOOD:
        # A condition for deducting says nothing where nothing is deducted.
        assert decision.verdict is Verdict.WITHIN or not asked
        assert gross is not None
        assert gross >= decision.due
    if gross is not None and gross < decision.due:
        assert answer.title.key == "under_minimum"


def test_what_is_above_the_quarter_of_a_pay_above_the_minimum_is_not_called_wrong() -> None:
    values = {"first_day": date(2026, 11, 2), "age": "age21", "hours_1": Decimal(40), "housing": Decimal(200)}
    values |= dict.fromkeys((each.value for each in Condition), "yes")

    at_minimum = DEDUCTION.answer(Given(values | {"gross": Decimal("599.60")}), TODAY)
    not_enough = DEDUCTION.answer(Given(values | {"gross": Decimal("649.69")}), TODAY)
    above = DEDUCTION.answer(Given(values | {"gross": Decimal("649.70")}), TODAY)

    assert at_minimum.title.key == "too_much"
    assert not_enough.title.key == "too_much"
    assert above.tone is Tone.UNSURE
    assert "missing_above" in [each.key for each in above.missing]


@pytest.mark.parametrize(
    ("day", "key"), [(date(2024, 12, 30), "missing_health_year"), (date(2025, 1, 1), "missing_health_amount")]
)
def test_the_amount_for_health_insurance_is_said_where_it_is_known_and_never_guessed(day, key) -> None:
    values = {"first_day": day, "age": "age21", "hours_1": Decimal(40), "health": Decimal(150), "gross": Decimal(700)}

    answer = DEDUCTION.answer(Given(values), TODAY)

    assert [each.key for each in answer.missing] == [key]


@settings(max_examples=40, deadline=None)
@given(
    st.dates(date(2022, 1, 1), date(2028, 12, 31)),
    st.sampled_from(list(Employer)),
    truths,
    st.none() | st.integers(0, 36),
    days,
)
def test_my_job_ended_is_answered_by_the_rule(last_day, employer, home, weeks, today) -> None:
    given_ = Given({"last_day": last_day, "employer": employer.value, "home": home, "weeks": weeks})

    answer = whole("job-ended", JOB_ENDED.answer(given_, today))
    decision = end_of_job(JobEnd(last_day, employer, TRUTH[home], weeks))

    assert answer.decision == decision
    assert answer.outcome == decision.bed_rule
    assert (decision.bed_until is not None) is (decision.bed_rule is BedRule.AGREEMENT)
    assert all(each.day >= today for each in answer.dates)


@pytest.mark.parametrize(("weeks", "key"), [(25, "too_few"), (26, "enough"), (27, "enough")])
def test_the_weeks_of_work_are_held_against_the_number_of_the_rule_book(weeks, key) -> None:
    answer = JOB_ENDED.answer(Given({"last_day": TODAY, "weeks": weeks}), TODAY)

    assert f"because_benefit_{key}" in [each.key for each in answer.because]


def test_who_has_no_bed_tonight_is_sent_to_the_emergency_number_first() -> None:
    answer = JOB_ENDED.answer(Given({"last_day": TODAY, "bed_tonight": "no"}), TODAY)

    assert answer.helpers[0] == "emergency"
    assert answer.because[0].key == "no_bed_tonight"


times = st.times().map(lambda moment: time(moment.hour, moment.minute // 15 * 15))


@settings(max_examples=60, deadline=None)
@given(
    days,
    st.lists(st.none() | st.tuples(times, st.integers(1, 15), st.integers(0, 50)), min_size=7, max_size=7),
    st.booleans(),
)
def test_may_i_work_these_hours_is_answered_by_the_rule(monday, week, is_adult) -> None:
    values = {"monday": monday, "age": "adult" if is_adult else "young"}
    shifts = []
    for row, shift in enumerate(week, start=1):
        if shift is None:
            continue
        begins, length, pause = shift
        first = datetime.combine(monday + (row - 1) * DAY, begins, ZONE)
        last = datetime.combine(monday + (row - 1) * DAY, begins) + timedelta(hours=length)
        shifts.append(Shift(first, last.replace(tzinfo=ZONE), timedelta(minutes=pause)))
        values |= {f"begins_{row}": begins, f"ends_{row}": last.time(), f"pause_{row}": pause}
    if not shifts or list(HOURS.wrong(Given(values), monday)):
        return

    answer = whole("hours", HOURS.answer(Given(values), TODAY))
    decision = working_hours(shifts, week_from=datetime.combine(monday, time(0), ZONE), is_adult=is_adult)

    assert answer.decision == decision
    assert answer.outcome == decision.outcome
    assert (answer.tone is Tone.GOOD) is (decision.outcome is HoursOutcome.WITHIN)


@settings(max_examples=60, deadline=None)
@given(
    st.integers(1, 12), st.none() | st.decimals(4, 60, places=1), st.none() | st.integers(0, 40),
    st.sampled_from([None, "unknown", "none", *LabelScheme]), st.sampled_from([None, *BuildingKind]),
    st.none() | st.decimals(20, 400, places=1), st.none() | st.integers(0, 8), st.none() | st.integers(1, 40), truths,
)  # fmt: skip
def test_is_my_room_good_enough_is_answered_by_the_norms(
    people, area, others, label, kind, living_area, showers, permitted, smoke
) -> None:
    in_home = None if others is None else people + others
    values = {
        "people": people, "area": area, "people_home": in_home, "label": label, "kind": kind and kind.value,
        "living_area": living_area, "showers": showers, "permitted": permitted, "smoke": smoke,
    }  # fmt: skip

    answer = whole("room", ROOM.answer(Given(values), TODAY))
    decision = housing_quality(
        BuildingFacts(kind, None, living_area, showers, None),
        {"room": RoomFacts(area)},
        {"room": people, "others": others or 0},
        schemes=(label,) if isinstance(label, LabelScheme) else (),
        permitted=permitted,
        on=TODAY,
    )

    assert answer.decision == decision
    assert answer.outcome == decision.outcome
    assert (answer.title.key == "too_many") is (decision.outcome is NormOutcome.OVER)
    if answer.tone is Tone.GOOD:
        assert decision.outcome is NormOutcome.WITHIN
        assert in_home is not None


@pytest.mark.parametrize("today", [date(2026, 12, 31), date(2027, 1, 1), date(2027, 12, 31), date(2028, 1, 1)])
def test_is_my_agency_in_order_is_answered_by_the_rule_on_each_day_of_the_admission(today) -> None:
    for waadi, nau, money in product(Found, Found, YES_NO_UNKNOWN):
        if Found.NOT_OPEN in (waadi, nau):
            continue
        given_ = Given({"waadi": waadi.value, "nau": nau.value, "asked_money": money})

        answer = whole("agency", AGENCY.answer(given_, today))
        decision = agency_check(
            {AgencyRegister.WAADI: waadi, AgencyRegister.NAU: nau}, {AgencySign.ASKED_MONEY: TRUTH[money]}, on=today
        )

        assert answer.decision == decision
        assert answer.outcome == decision.outcome


@pytest.mark.parametrize(
    ("today", "state", "outcome"),
    [
        (date(2026, 12, 31), Found.NOT_OPEN, AgencyOutcome.NOTHING_WRONG),
        (date(2027, 1, 1), Found.NOT_FOUND, AgencyOutcome.DOUBT),
        (date(2027, 12, 31), Found.NOT_FOUND, AgencyOutcome.DOUBT),
        (date(2028, 1, 1), Found.NOT_FOUND, AgencyOutcome.WRONG),
    ],
)
def test_not_found_in_a_register_that_is_not_open_yet_is_no_fault(today, state, outcome) -> None:
    decision = agency_check({AgencyRegister.NAU: Found.NOT_FOUND, AgencyRegister.WAADI: Found.FOUND}, {}, on=today)
    line = next(each for each in decision.lines if each.register is AgencyRegister.NAU)

    assert (line.found, line.outcome, decision.outcome) == (state, outcome, outcome)


def test_a_register_in_which_nobody_looked_is_never_found() -> None:
    decision = agency_check({}, {}, on=TODAY)

    assert {line.found for line in decision.lines} == {Found.NOT_CHECKED, Found.NOT_OPEN}
    assert decision.outcome is AgencyOutcome.NOT_CHECKED


def test_what_can_i_do_with_my_diploma_is_answered_by_the_rule() -> None:
    for schooling, goal, protected, read, integrating in product(Schooling, Goal, *[YES_NO_UNKNOWN] * 3):
        given_ = Given(
            {
                "schooling": schooling.value, "goal": goal.value, "protected": protected, "read_language": read,
                "integrating": integrating,
            }
        )  # fmt: skip

        answer = whole("diploma", DIPLOMA.answer(given_, TODAY))
        decision = diploma_value(
            schooling,
            goal,
            is_protected=TRUTH[protected],
            is_in_read_language=TRUTH[read],
            is_integrating=TRUTH[integrating],
            on=TODAY,
        )

        assert answer.decision == decision
        assert answer.outcome == decision.recognition


def test_every_path_has_its_own_questions_and_no_name_twice() -> None:
    for path in PATHS.values():
        names = [name for group in path.groups for name, _question in group.asked()]
        assert len(names) == len(set(names))
