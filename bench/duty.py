"""The registration duty of a million persons with four million stays: arrays beside the readable Python rule."""

from datetime import date, timedelta

import numpy as np

from bench.report import compare, seconds
from bench.scale import scaled
from thoes.rules.duty_arrays import NO_DAY, StayColumns, duty_of_many
from thoes.rules.registration_duty import duty_parameters_on, registration_duty
from thoes.rules.stay_facts import StayFacts

ON = date(2026, 11, 23)
PERSONS, STAYS, SAMPLE = scaled(1_000_000), scaled(4_000_000), scaled(20_000)
EPOCH = date(1970, 1, 1)


def run() -> None:
    """Both over the same stays; the plain rule runs over a sample of persons and is scaled to all of them."""
    random = np.random.default_rng(2026)
    person = np.sort(random.integers(0, PERSONS, STAYS))
    starts = np.searchsorted(person, np.arange(PERSONS + 1)).astype(np.int64)
    arrival = ((ON - EPOCH).days - random.integers(1, 1280, STAYS)).astype(np.int32)
    departure = (arrival + random.integers(1, 240, STAYS)).astype(np.int32)
    departure[departure > (ON - EPOCH).days] = NO_DAY
    expected = np.where(random.random(STAYS) < 0.5, arrival + random.integers(1, 300, STAYS), NO_DAY).astype(np.int32)
    site = random.integers(0, 4_000, STAYS).astype(np.int32)
    # One in ten was said later, and one in fifty taken back after that.
    later = random.random(STAYS) < 0.1
    known_on = np.where(later, arrival + random.integers(1, 60, STAYS), NO_DAY).astype(np.int32)
    back = later & (random.random(STAYS) < 0.2)
    taken_back_on = np.where(back, known_on + random.integers(1, 60, STAYS), NO_DAY).astype(np.int32)
    parameters = duty_parameters_on(ON)
    stays = StayColumns(starts, arrival, departure, expected, known_on, taken_back_on, site)
    duty_of_many(_first_persons(stays), on=ON, parameters=parameters)  # compile first

    fast = seconds(lambda: duty_of_many(stays, on=ON, parameters=parameters))

    sample = [
        [
            StayFacts(_day(arrival[i]), _day_or_none(departure[i]), _day_or_none(expected[i]), "site", "GM0983")
            for i in range(starts[p], starts[p + 1])
        ]
        for p in range(SAMPLE)
    ]
    plain = seconds(lambda: [registration_duty(stays, on=ON, parameters=parameters) for stays in sample], runs=1)
    compare(
        f"Duty of {PERSONS:,} persons with {STAYS:,} stays, one core",
        ours=fast,
        alternative=plain * PERSONS / SAMPLE,
        named=f"plain Python (from {SAMPLE:,} persons)",
        goal="0.5 s",
    )


def _first_persons(stays: StayColumns) -> StayColumns:
    rows = int(stays.person_start[2])
    return StayColumns(stays.person_start[:3], *(column[:rows] for column in stays.of_stays))


def _day(number: int) -> date:
    return EPOCH + timedelta(days=int(number))


def _day_or_none(number: int) -> date | None:
    return None if number == NO_DAY else _day(number)
