"""What stands in a table of a path is what the path answers, for whatever somebody finds in it."""

import re
from collections.abc import Iterable
from datetime import date, timedelta
from decimal import Decimal
from html import unescape
from itertools import pairwise, product

import pytest
from django.test import Client
from django.urls import reverse
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from thoes.guide.frame import GUIDE_LANGUAGES
from thoes.guide.number_names import NAMED_HERE, names_in
from thoes.guide.paths.agency import AGENCY
from thoes.guide.paths.all_paths import PATHS
from thoes.guide.paths.answers import Asked, Chosen, Fact, Hours, Said, Tone
from thoes.guide.paths.asking import YES_NO_UNKNOWN, Given
from thoes.guide.paths.diploma import DIPLOMA
from thoes.guide.paths.job_ended import JOB_ENDED
from thoes.guide.paths.register import REGISTER
from thoes.guide.paths.tables import deduction, hours, job_ended, register, room
from thoes.guide.paths.tables.all_tables import TABLES, tables_of
from thoes.guide.paths.tables.answer_tables import AnswerTable, days_around
from thoes.guide.paths.texts_of_paths import PATH_TEXTS
from thoes.guide.web import path_tables
from thoes.rules.agency_check import AgencyRegister, AgencySign
from thoes.rules.job_end import BenefitChance, Employer, JobEnd, end_of_job
from thoes.rules.norm_terms import BuildingKind, Norm, NormOutcome
from thoes.rules.registration_duty import duty_parameters_on, registration_duty
from thoes.rules.stay_facts import StayFacts

TODAY = date(2026, 11, 29)
DAY = timedelta(days=1)
MONDAY = hours.first_monday(TODAY)
WORST = (Tone.GOOD, Tone.UNSURE, Tone.WRONG)


def table(path: str, caption: str, **facts: Fact) -> AnswerTable:
    found = [
        each for each in tables_of(path, TODAY).tables if each.caption.key == caption and each.caption.facts == facts
    ]
    assert len(found) == 1
    return found[0]


def amount(fact: Fact) -> Decimal:
    return fact.hours if isinstance(fact, Hours) else Decimal(str(fact))


def holds(stretch: Fact, number: Decimal | int) -> bool:
    """Whether a number is in a stretch as a reader would say."""
    assert isinstance(stretch, Said)
    least, most = (amount(stretch.facts[name]) if name in stretch.facts else None for name in ("least", "most"))
    above = least is None or (number > least if "more_than" in stretch.key else number >= least)
    below = most is None or (number < most if "less" in stretch.key else number <= most)
    return above and below


def found_in(rows: Iterable[tuple[Fact | None, ...]], number: Decimal | int) -> tuple[Fact | None, ...]:
    """What a row says of a number, which is in exactly one."""
    fitting = [row[1:] for row in rows if holds(row[0], number)]
    assert len(fitting) == 1
    return fitting[0]


def key_of(fact: Fact | None) -> str:
    assert isinstance(fact, Said)
    return fact.key.replace("answer_must", "must")


@settings(max_examples=40, deadline=None)
@given(st.integers(1, 900))
def test_who_knows_when_to_leave_finds_what_the_duty_says(nights) -> None:
    (said,) = found_in(table("register", "table_known").rows, nights)

    answer = REGISTER.answer(Given({"arrival": TODAY, "departure": TODAY + nights * DAY}), TODAY)

    assert key_of(said) == answer.title.key


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 150), st.lists(st.tuples(st.integers(1, 20), st.integers(1, 60)), max_size=3))
def test_who_slept_here_before_finds_what_the_duty_says_of_all_nights_together(now, earlier) -> None:
    values, begins, total = {"arrival": TODAY - now * DAY}, TODAY - now * DAY, now
    for row, (away, nights) in enumerate(earlier, start=1):
        until = begins - away * DAY
        begins = until - nights * DAY
        values |= {f"from_{row}": begins, f"until_{row}": until}
        total += nights
    assume(begins >= TODAY - duty_parameters_on(TODAY).window_days * DAY)

    (said,) = found_in(table("register", "table_slept").rows, total)

    assert key_of(said) == REGISTER.answer(Given(values), TODAY).title.key.replace("must_late", "must")


def test_every_day_of_arrival_has_the_last_day_and_the_limit_of_the_rule() -> None:
    rows = [row for each in tables_of("register", TODAY).tables if each.is_long for row in each.rows]

    assert [row[0] for row in rows] == days_around(TODAY)
    for arrival, register_by, limit in rows:
        parameters = duty_parameters_on(arrival)
        before, on = (
            registration_duty([StayFacts(arrival, None, until)], on=arrival, parameters=parameters)
            for until in (limit - DAY, limit)
        )
        assert before.register_by is None
        assert on.register_by == register_by


@settings(max_examples=60, deadline=None)
@given(
    st.sampled_from(days_around(TODAY)),
    st.integers(0, 36),
    st.sampled_from(list(Employer)),
    st.sampled_from(YES_NO_UNKNOWN),
)
def test_who_lost_a_job_finds_the_days_the_home_and_the_benefit_of_the_rule(last_day, weeks, employer, home) -> None:
    truth = {"yes": True, "no": False, "unknown": None}[home]
    rule = end_of_job(JobEnd(last_day, employer, truth, weeks))
    rows = {row[0]: row[1:] for each in tables_of("job-ended", TODAY).tables if each.is_long for row in each.rows}

    claim, bed, care, judge = rows[last_day]
    (benefit,) = found_in(
        table("job-ended", "table_weeks", **tables_of("job-ended", TODAY).tables[1].caption.facts).rows, weeks
    )

    assert (claim, care, judge) == (rule.claim_by, rule.care_until, rule.judge_by)
    assert bed == end_of_job(JobEnd(last_day, Employer.AGENCY_MEMBER, True)).bed_until
    assert key_of(benefit) == f"because_benefit_{rule.benefit.value}"
    assert rule.benefit is not BenefitChance.UNKNOWN
    answer = JOB_ENDED.answer(Given({"last_day": last_day, "employer": employer.value, "home": home}), last_day)
    said = next(
        row[2]
        for row in table("job-ended", "table_bed").rows
        if row[0] == Chosen("home", home) and (row[1] == Chosen("employer", employer.value) or isinstance(row[1], Said))
    )
    assert key_of(said).replace("answer_agreement", "bed_agreement") == answer.title.key


def in_hours(minutes: int) -> Decimal:
    return Decimal(minutes) / 60


def shift_tone(age: str, work: int, pause: int) -> Fact | None:
    rows = table("hours", "table_shift", age=Chosen("age", age)).rows
    return found_in([row[1:] for row in rows if row[0].facts["number"] == pause], in_hours(work))[0]


@settings(max_examples=80, deadline=None)
@given(st.integers(30, 14 * 60), st.sampled_from(hours.PAUSES), st.sampled_from([hours.ADULT, hours.YOUNG]))
def test_a_shift_by_day_is_in_the_row_that_the_path_would_answer(work, pause, age) -> None:
    assert shift_tone(age, work, pause) is hours.shift(work, pause, age, MONDAY).tone


@settings(max_examples=60, deadline=None)
@given(st.integers(5 * 60, 14 * 60), st.integers(11 * 60, 15 * 60), st.integers(6 * 60, 13 * 60))
def test_rest_and_a_night_shift_are_in_the_row_that_the_path_would_answer(minutes, of_young, night) -> None:
    for age, length in ((hours.ADULT, minutes), (hours.YOUNG, of_young)):
        rows = table("hours", "table_rest", age=Chosen("age", age)).rows
        assert found_in(rows, in_hours(length)) == (hours.rest(length, age, MONDAY).tone,)
    rows = table("hours", "table_night", age=Chosen("age", hours.ADULT)).rows
    assert found_in(rows, in_hours(night)) == (hours.night_shift(night, MONDAY).tone,)


@settings(max_examples=120, deadline=None)
@given(
    st.lists(
        st.tuples(st.integers(7, 11), st.integers(180, 720), st.sampled_from(hours.PAUSES)), min_size=1, max_size=5
    )
)
def test_a_week_of_which_every_part_is_in_a_good_row_is_in_order(days) -> None:
    shifts = [(at, begins * 60, work, pause) for at, (begins, work, pause) in enumerate(days, start=1)]
    assume(all(begins + work + pause < 22 * 60 for _day, begins, work, pause in shifts))
    rests = [
        24 * 60 - (begins + work + pause) + later
        for (_day, begins, work, pause), (_next, later, _work, _pause) in pairwise(shifts)
    ]
    adult = Chosen("age", hours.ADULT)
    tones = [
        *(shift_tone(hours.ADULT, work, pause) for _day, _begins, work, pause in shifts),
        *(found_in(table("hours", "table_rest", age=adult).rows, in_hours(each))[0] for each in rests),
        found_in(table("hours", "table_week", age=adult).rows, in_hours(sum(work for _d, _b, work, _p in shifts)))[0],
    ]

    answer = hours._asked(MONDAY, hours.ADULT, shifts)

    # By day, on five days: nothing of the night, and the long rest of the week is there.
    assert (answer.tone is Tone.GOOD) is all(tone is Tone.GOOD for tone in tones)
    if Tone.WRONG in tones:
        assert answer.tone is Tone.WRONG


@pytest.mark.parametrize(("name", "people", "of_room"), [("table_bedroom", 4, True), ("table_home", 12, False)])
def test_the_figures_of_a_room_are_surely_enough_and_a_little_less_is_not(name, people, of_room) -> None:
    found = table("room", name)
    given = {Norm.OVERCROWDING: "living_area", Norm.SNF_AREA: "living_area", Norm.AKF_AREA: "living_area",
             Norm.SNF_BEDROOM_AREA: "area", Norm.SNF_SHOWERS: "showers", Norm.SNF_TOILETS: "toilets"}  # fmt: skip
    columns = [each.facts["norm"] if each.key == "norm_of_kinds" else each for each in found.columns[1:]]
    norms = [Norm(each.key.removeprefix("norm_")) for each in columns]

    assert [row[0] for row in found.rows] == list(range(1, people + 1))
    for many, *figures in found.rows:
        for norm, figure in zip(norms, figures, strict=True):
            number = figure.facts["number"] if isinstance(figure, Said) else figure
            less = number - (1 if norm in (Norm.SNF_SHOWERS, Norm.SNF_TOILETS) else Decimal("0.1"))
            label = "akf" if norm is Norm.AKF_AREA else "snf"
            outcomes = [
                room.lines_of(
                    room.lived_in(many, label, BuildingKind.DWELLING, TODAY, **{given[norm]: each}), of_room=of_room
                )[norm].outcome
                for each in (number, less)
            ]
            assert outcomes[0] is NormOutcome.WITHIN
            assert outcomes[1] is not NormOutcome.WITHIN


def test_an_agency_is_as_good_as_the_worst_row_that_somebody_found() -> None:
    registers = {row[:2]: row[2] for row in table("agency", "table_registers").rows}
    signs = {row[0]: row[1] for row in table("agency", "table_signs").rows}
    seen = AGENCY.questions[AgencyRegister.WAADI.value].options

    for found in product(seen, repeat=len(AgencyRegister)):
        for has in product((False, True), repeat=len(AgencySign)):
            rows = [
                registers[Asked(each.value), Chosen(each.value, code)]
                for each, code in zip(AgencyRegister, found, strict=True)
            ]
            rows += [signs[Asked(each.value)] for each, is_so in zip(AgencySign, has, strict=True) if is_so]
            values = dict(zip([each.value for each in AgencyRegister], found, strict=True))
            values |= {each.value: "yes" if is_so else "no" for each, is_so in zip(AgencySign, has, strict=True)}
            answer = AGENCY.answer(Given(values), TODAY)
            if Tone.WRONG in rows or answer.tone is Tone.WRONG:
                assert (Tone.WRONG in rows) is (answer.tone is Tone.WRONG)


def test_every_diploma_has_the_title_of_its_answer() -> None:
    questions = DIPLOMA.questions
    for schooling, goal, code in product(*(questions[name].options for name in ("schooling", "goal", "protected"))):
        said = [
            row[3]
            for row in table("diploma", "table_all").rows
            if row[:2] == (Chosen("schooling", schooling), Chosen("goal", goal))
            and (row[2] == Chosen("protected", code) or isinstance(row[2], Said))
        ]
        answer = DIPLOMA.answer(Given({"schooling": schooling, "goal": goal, "protected": code}), TODAY)
        assert [each.key for each in said] == [answer.title.key]


@pytest.mark.parametrize("path", PATHS)
def test_every_path_has_tables_and_every_number_in_them_its_name_in_each_language(path) -> None:
    found = tables_of(path, TODAY)

    assert path in TABLES
    assert all(len(row) == len(each.columns) for each in found.tables for row in each.rows)
    assert all(each.rows for each in found.tables)
    assert [(used.key, code) for used in found.sources for code in NAMED_HERE if used.key not in names_in(code)] == []


def test_tables_may_be_used_until_their_days_end_or_one_of_their_numbers_changes() -> None:
    # The last wage that is known ends with the year; an arrival in January is in the table of December.
    assert deduction.deduction_tables(date(2026, 12, 15)).answers[0].sources[0].version.valid_until == date(2027, 1, 1)
    assert tables_of("deduction", date(2026, 12, 15)).until == date(2026, 12, 31)
    assert tables_of("job-ended", date(2026, 12, 15)).until == date(2027, 1, 31)


def test_tables_are_the_same_on_every_day_of_a_month_and_others_in_the_next() -> None:
    first, last, next_month = (
        job_ended.job_ended_tables(day).tables[-1] for day in (TODAY.replace(day=1), TODAY, TODAY + 5 * DAY)
    )

    assert first.rows == last.rows
    assert next_month.rows != last.rows


@pytest.mark.django_db
@pytest.mark.parametrize("language", GUIDE_LANGUAGES)
@pytest.mark.parametrize("path", PATHS)
def test_the_tables_of_a_path_are_said_whole_in_each_language_with_source_and_days(path, language, monkeypatch) -> None:
    monkeypatch.setattr(path_tables, "localdate", lambda: TODAY)
    answer = Client().get(reverse("guide:path-tables", args=[language, path]))
    page, own = unescape(answer.content.decode()), PATH_TEXTS.wording(language)

    assert answer.status_code == 200
    assert not answer.cookies
    # The sheet of the look stands in the page.
    assert "{" not in re.sub(r"<style[^>]*>.*?</style>", "", page, flags=re.DOTALL)
    assert own[f"paths.{path}.title"] in page
    assert own.sentences["tables"]["until"].split("{")[0] in page
    assert reverse("guide:path", args=[language, path]) in page


@pytest.mark.django_db
def test_when_an_amount_of_the_day_is_not_known_yet_the_page_says_so_and_whom_to_ask(monkeypatch) -> None:
    unknown = date(2099, 1, 1)
    monkeypatch.setattr(path_tables, "localdate", lambda: unknown)

    answer = Client().get(reverse("guide:path-tables", args=["nl", "deduction"]))

    assert answer.status_code == 200
    words = PATH_TEXTS.wording("nl").filled("common.no_rule_on", day="1 januari 2099")
    assert words in unescape(answer.content.decode())
    assert tables_of("deduction", unknown).tables == ()


@pytest.mark.parametrize("path", PATHS)
def test_the_tables_of_a_path_are_made_on_every_day_of_the_coming_year(path) -> None:
    """The guide that a telephone keeps has them all: one that cannot be made would leave its reader with nothing."""
    for month in range(13):
        assert tables_of(path, (TODAY + month * 31 * DAY).replace(day=1)).until


@pytest.mark.django_db
def test_there_are_no_tables_of_a_path_that_is_not_there() -> None:
    assert Client().get(reverse("guide:path-tables", args=["nl", "nothing"])).status_code == 404


def test_who_arrives_on_a_sunday_and_stays_long_has_until_friday() -> None:
    assert register.decided(register.arriving(TODAY)).register_by == date(2026, 12, 4)
