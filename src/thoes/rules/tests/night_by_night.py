"""The registration duty told night by night, slow and obvious: the oracle for the formula.

Written from the text of the rule with sets of nights and loops over days. It shares no code with the formula, on
purpose.
"""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from thoes.rules.registration_duty import DutyParameters, StayFacts
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

    expected_from = None
    for spell in spells(not_plans, horizon=horizon):
        first_day = min(stay.arrival for stay in spell)
        long_enough = any(
            stay.expected_departure is not None
            and stay.expected_departure >= first_day + timedelta(days=parameters.nights)
            for stay in spell
        )
        if first_day >= residence_from and long_enough and (expected_from is None or first_day < expected_from):
            expected_from = first_day

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
        code = "stay_expected"
        change = ("expected_departure_earlier", expected_from + timedelta(days=parameters.nights), None)
    else:
        code = "nights_near" if status == "approaching" else "nights_below" if nights_in_window else "no_nights"
        missing = parameters.nights - nights_in_window
        change = ("nights_reached", approaching_on, missing) if approaching_on else ("more_nights", None, missing)

    site, municipality = where(not_plans, known, on=on, parameters=parameters)
    return {
        "status": status,
        "code": code,
        "counted_from": counted_from,
        "expected_from": expected_from,
        "duty_from": duty_from,
        "register_by": day_by_day.last_day(duty_from, parameters.register_within_days) if duty_from else None,
        "nights_in_window": nights_in_window,
        "approaching_on": approaching_on,
        "register_site": site,
        "register_in": municipality,
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


def where(
    not_plans: Sequence[StayFacts], known: set[date], *, on: date, parameters: DutyParameters
) -> tuple[str | None, str | None]:
    """Site and municipality with most nights in the window; every stay in the tests has both."""
    slept: list[tuple[int, date, date, str, str]] = []
    window = set(days(on - timedelta(days=parameters.window_days), on)) & known
    for site in sorted({stay.site for stay in not_plans}):
        here = [stay for stay in not_plans if stay.site == site and window & set(nights_of(stay, until=on))]
        nights = set().union(*(window & set(nights_of(stay, until=on)) for stay in here))
        if nights:
            latest = max(here, key=lambda stay: (stay.arrival, stay.municipality))
            slept.append((len(nights), max(nights), latest.arrival, site, latest.municipality))
    if slept:
        best = max(row[:3] for row in slept)
        return next((site, municipality) for *rank, site, municipality in slept if tuple(rank) == best)
    arriving = [stay for stay in not_plans if stay.arrival == on]
    if arriving:
        site = min(stay.site for stay in arriving)
        return site, max(stay.municipality for stay in arriving if stay.site == site)
    return None, None
