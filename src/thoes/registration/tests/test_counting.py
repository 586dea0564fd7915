"""The columns that the counts read say what the stays of each person say."""

from datetime import UTC, date, datetime, timedelta

import pytest

from thoes.foundation.column_reading import uuids
from thoes.register.public import (
    Correction,
    Declared,
    DeclaredWorker,
    Stay,
    check_in,
    correct_stay,
    nights_of_persons,
    stays_of_everybody,
    undo_change,
    void_stay,
)
from thoes.registration.services.counting import _columns
from thoes.rules.duty_arrays import day_of, expectation_rows

ARRIVAL = date(2026, 3, 2)
THAT_DAY = datetime(2026, 3, 2, 12, tzinfo=UTC)
LATER, MUCH_LATER = THAT_DAY + timedelta(days=20), THAT_DAY + timedelta(days=50)


@pytest.fixture
def stay(alice, provider, venlo, make_site):
    """stay(name, expected=None, arrival=ARRIVAL) -> the id of a stay that was entered on the day of arrival."""

    site = make_site(provider, venlo, rooms=5)

    def record(name, *, expected=None, arrival=ARRIVAL):
        declared = Declared(
            site_id=site.pk, arrival=arrival, worker=DeclaredWorker(family_name=name), expected_departure=expected
        )
        _, (result,) = check_in(actor=alice, arrivals=[declared], at=THAT_DAY, nonce=None)
        return result.stay_id

    return record


@pytest.fixture
def expect(alice):
    """expect(stay_id, departure, at) -> the change that says so."""

    def say(stay_id, departure, at):
        stay = Stay.objects.get(stay_id=stay_id, known_until=None)
        correction = Correction(stay.arrival, stay.departure, departure, stay.bed_id, stay.employer_id)
        return correct_stay(actor=alice, stay_id=stay_id, correction=correction, at=at, nonce=None)

    return say


def _from_objects(until):
    rows = [
        (str(stay.person_id), str(stay.site_id), stay.arrival, stay.departure, *expectation)
        for stay in nights_of_persons(None)
        if stay.arrival <= until
        for expectation in expectation_rows(stay.expected_departure, stay.expectations)
    ]
    return sorted(rows, key=str)


def _from_columns(until):
    stays = stays_of_everybody()
    columns, row_of = _columns(stays, until=until)
    persons, sites = uuids(stays.persons[stays.person[row_of]]), uuids(stays.sites[stays.site[row_of]])
    days = [[day_of(day) for day in column] for column in columns.of_stays[:5]]
    firsts = [at for at, person in enumerate(persons) if at == 0 or persons[at - 1] != person]

    assert columns.person_start.tolist() == [*firsts, len(persons)]
    return sorted(zip(map(str, persons), map(str, sites), *days, strict=True), key=str)


def test_what_was_expected_when_is_the_same_in_columns_as_of_each_person(stay, expect, alice):
    stay("Nooit")
    stay("Meteen", expected=ARRIVAL + timedelta(days=200))
    stay("Straks", expected=ARRIVAL + timedelta(days=300), arrival=ARRIVAL + timedelta(days=4))
    expect(stay("Later"), ARRIVAL + timedelta(days=150), LATER)
    twice, undone, gone = stay("Tweemaal", expected=ARRIVAL + timedelta(days=90)), stay("Terug"), stay("Nergens")
    expect(twice, ARRIVAL + timedelta(days=190), LATER)
    expect(twice, None, MUCH_LATER)
    undo_change(actor=alice, change_id=expect(undone, ARRIVAL + timedelta(days=190), LATER).pk, at=MUCH_LATER)
    void_stay(actor=alice, stay_id=gone, at=LATER, nonce=None)

    for until, rows in ((ARRIVAL, 7), (ARRIVAL + timedelta(days=4), 8)):
        assert _from_columns(until) == _from_objects(until)
        assert len(_from_objects(until)) == rows


def test_nobody_gives_no_columns(db):
    assert _from_columns(ARRIVAL) == _from_objects(ARRIVAL) == []
