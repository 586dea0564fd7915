"""The registration duty told night by night, slow and obvious: the oracle for the formula.

Written from the text of the rule with sets of nights and loops over days. It shares no code with the formula, on
purpose.
"""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from thoes.rules.home_address import Place
from thoes.rules.registration_duty import DutyParameters
from thoes.rules.stay_facts import StayFacts
from thoes.rules.tests import day_by_day

DAY = timedelta(days=1)


def answer(stays: Sequence[StayFacts], *, on: date, parameters: DutyParameters, horizon_days: int) -> dict[str, object]:
    """Every field of the decision that is not a parameter. Looks `horizon_days` past `on` and no further."""
    horizon = on + timedelta(days=horizon_days)
    stays = [stay for stay in stays if stay.departure is None or stay.departure > stay.arrival]
    not_plans = [stay for stay in stays if stay.arrival <= on]
    plans = [stay for stay in stays if stay.arrival > on]

    known: set[date] = set()
    for stay in not_plans:
        known |= {night for night in nights_of(stay, until=horizon) if night < on}

    def nights_before(day: date, nights: set[date]) -> int:
        window_from = day - timedelta(days=parameters.window_days)
        return len([night for night in days(window_from, day) if night in nights])

    residence_from = on
    while nights_before(residence_from, known) > 0:
        residence_from -= DAY

    counted_from = None
    for day in days(residence_from + DAY, on + DAY):
        if nights_before(day, known) >= parameters.nights:
            counted_from = day
            break

    expected_from = expected_until = expected_in = taken_back_on = first_of_spell = None
    stands = False
    for spell in spells(not_plans, horizon=horizon):
        first_day = min(stay.arrival for stay in spell)
        if first_day < residence_from:
            continue
        for stay in spell:
            for time in times_expected_long(stay, first_day + timedelta(days=parameters.nights), horizon=horizon):
                counts_from, said_until, ended = max(time[0], stay.arrival), expected_on(stay, time[0]), time[-1] + DAY
                last_day_to_register = day_by_day.last_day(counts_from, parameters.register_within_days)
                is_over = ended <= on
                if counts_from > on or (is_over and ended <= last_day_to_register):
                    continue
                stands = stands or not is_over
                mine = (counts_from, -said_until.toordinal(), ended, stay.municipality)
                if expected_from is None or mine < (
                    expected_from, -expected_until.toordinal(), taken_back_on, expected_in
                ):  # fmt: skip
                    expected_from, expected_until, taken_back_on = counts_from, said_until, ended
                    expected_in = stay.municipality
                    first_of_spell = first_day
    if stands:
        taken_back_on = None

    approaching_on = None
    if counted_from is None:
        ahead = set(known)
        for stay in not_plans:
            ahead |= {night for night in nights_if_it_goes_as_expected(stay, horizon=horizon) if night >= on}
        for stay in plans:
            ahead |= set(nights_if_it_goes_as_expected(stay, horizon=horizon))
        for day in days(on + DAY, horizon):
            if nights_before(day, ahead) >= parameters.nights:
                approaching_on = day
                break

    if counted_from:
        status = "duty_counted"
    elif expected_from:
        status = "duty_expected"
    elif approaching_on and approaching_on <= on + timedelta(days=parameters.approaching_days):
        status = "approaching"
    else:
        status = "none"

    duty_days = sorted(day for day in (counted_from, expected_from) if day)
    duty_from = duty_days[0] if duty_days else None
    nights_in_window = nights_before(on, known)

    if status == "duty_counted":
        code = "stay_expected_then_counted" if expected_from and expected_from < counted_from else "nights_counted"
        day = on
        while nights_before(day, known) > 0:
            day += DAY
        change = ("stays_away", day, None)
    elif status == "duty_expected":
        code = "stay_expected" if expected_from == first_of_spell else "stay_expected_later"
        if taken_back_on:
            code = "stay_expected_taken_back"
        if on <= day_by_day.last_day(expected_from, parameters.register_within_days):
            change = ("expected_departure_earlier", first_of_spell + timedelta(days=parameters.nights), None)
        else:
            day = on
            while nights_before(day, known) > 0:
                day += DAY
            change = ("stays_away", day, None)
    else:
        code = "nights_near" if status == "approaching" else "nights_below" if nights_in_window else "no_nights"
        missing = parameters.nights - nights_in_window
        change = ("nights_reached", approaching_on, missing) if approaching_on else ("more_nights", None, missing)

    here, left_on, others = where(not_plans, on=on, parameters=parameters)
    return {
        "status": status,
        "code": code,
        "counted_from": counted_from,
        "expected_from": expected_from,
        "duty_from": duty_from,
        "register_by": day_by_day.last_day(duty_from, parameters.register_within_days) if duty_from else None,
        "nights_in_window": nights_in_window,
        "approaching_on": approaching_on,
        "register_site": here[0],
        "register_in": here[1],
        "register_site_left_on": left_on,
        "also_at": others,
        "expected_until": expected_until,
        "expected_in": expected_in,
        "expectation_taken_back_on": taken_back_on,
        "window_from": on - timedelta(days=parameters.window_days),
        "window_until": on,
        "change": change,
    }


def days(first: date, until: date) -> Iterator[date]:
    while first < until:
        yield first
        first += DAY


def nights_of(stay: StayFacts, *, until: date) -> list[date]:
    return list(days(stay.arrival, stay.departure or until))


def nights_if_it_goes_as_expected(stay: StayFacts, *, horizon: date) -> list[date]:
    return list(days(stay.arrival, stay.departure or stay.expected_departure or horizon))


def spells(stays: Sequence[StayFacts], *, horizon: date) -> list[list[StayFacts]]:
    """Groups of stays that touch or overlap: put two groups together until no two groups meet."""
    groups = [[stay] for stay in stays]

    def meet(one: StayFacts, other: StayFacts) -> bool:
        return one.arrival <= (other.departure or horizon) and other.arrival <= (one.departure or horizon)

    def next_pair() -> tuple[int, int] | None:
        for i in range(len(groups)):
            for j in range(i + 1, len(groups)):
                if any(meet(one, other) for one in groups[i] for other in groups[j]):
                    return i, j
        return None

    while (pair := next_pair()) is not None:
        groups[pair[0]] += groups.pop(pair[1])
    return groups


def expected_on(stay: StayFacts, day: date) -> date | None:
    """The departure that was expected on a day, as far as it had been said by then."""
    if not stay.expectations:
        return stay.expected_departure if day >= stay.arrival else None
    said = [one.departure for one in stay.expectations if one.known_on <= day]
    return said[-1] if said else None


def times_expected_long(stay: StayFacts, until: date, *, horizon: date) -> list[list[date]]:
    """Runs of days on which the stay was expected to last at least until a day; those that began when it was over not."""
    first = min([stay.arrival, *(said.known_on for said in stay.expectations)])
    runs: list[list[date]] = []
    for day in days(first, horizon):
        expected = expected_on(stay, day)
        if expected is None or expected < until:
            continue
        if runs and runs[-1][-1] == day - DAY:
            runs[-1].append(day)
        else:
            runs.append([day])
    return [run for run in runs if stay.departure is None or run[0] < stay.departure]


def where(
    not_plans: Sequence[StayFacts], *, on: date, parameters: DutyParameters
) -> tuple[tuple[str | None, str | None], date | None, tuple[Place, ...]]:
    """Site and municipality, the day on which it was left, and the other places; every stay in the tests has both."""
    sleeps = [stay for stay in not_plans if on in nights_of(stay, until=on + DAY)]
    for_how_long = {
        stay: stay.departure or max(stay.expected_departure or date.max, on) for stay in (*sleeps, *not_plans)
    }
    if sleeps:
        rows = sorted(sleeps, key=lambda stay: (stay.site, stay.municipality))
        rows.sort(key=lambda stay: for_how_long[stay], reverse=True)
        rows.sort(key=lambda stay: stay.arrival, reverse=True)
        others: list[Place] = []
        for stay in rows:
            place = Place(stay.site, stay.municipality)
            if place.site != rows[0].site and place not in others:
                others.append(place)
        return (rows[0].site, rows[0].municipality), None, tuple(others)
    window_from = on - timedelta(days=parameters.window_days)
    gone = [stay for stay in not_plans if any(night >= window_from for night in nights_of(stay, until=on))]
    if not gone:
        return (None, None), None, ()
    last_day = max(stay.departure for stay in gone)
    gone = [stay for stay in gone if stay.departure == last_day]
    last_arrival = max(stay.arrival for stay in gone)
    last = min((stay for stay in gone if stay.arrival == last_arrival), key=lambda stay: (stay.site, stay.municipality))
    return (last.site, last.municipality), last_day, ()
