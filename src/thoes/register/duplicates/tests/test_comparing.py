"""Which two workers are proposed as one person, and why."""

from datetime import date
from uuid import UUID, uuid4

import pytest

from thoes.register.duplicates.domain import Hint, compare, propose_duplicates
from thoes.register.duplicates.pairing import Candidate

BORN = date(1990, 3, 7)


def _worker(given: str, family: str, born: date | None = BORN, home: str = "") -> Candidate:
    return Candidate(uuid4(), uuid4(), given, family, born, home)


def _hints(one: Candidate, other: Candidate) -> set[Hint] | None:
    found = compare(one, other)
    return set(found.hints) if found else None


@pytest.mark.parametrize(
    ("one", "other", "hint"),
    [
        (("Ewa", "Testowska"), ("Ewa", "Testowska"), Hint.SAME_NAME),
        (("Ewa", "Testowska"), ("Testowska", "Ewa"), Hint.NAMES_SWAPPED),
        (("Łucja", "Żółtowska"), ("Lucja", "Zoltowska"), Hint.ACCENTS),
        (("Иван", "Петров"), ("Ivan", "Petrov"), Hint.OTHER_ALPHABET),
        (("Ewa", "Testowska"), ("Ewa", "Testowksa"), Hint.SPELLING),
        (("Anna", "Proefska"), ("Anna Maria", "Proefska"), Hint.EXTRA_NAME),
    ],
)
def test_the_same_birth_date_and_a_like_name_are_proposed(one, other, hint) -> None:
    assert _hints(_worker(*one), _worker(*other)) == {hint, Hint.BIRTH_DATE_SAME}


@pytest.mark.parametrize(
    ("born", "hint"),
    [
        (date(1990, 3, 6), Hint.BIRTH_DATE_ONE_DAY_OFF),
        (date(1990, 3, 8), Hint.BIRTH_DATE_ONE_DAY_OFF),
        (date(1990, 7, 3), Hint.BIRTH_DATE_SWAPPED),
        (date(1990, 3, 9), None),
        (date(1991, 3, 7), None),
    ],
)
def test_a_birth_date_may_be_a_day_off_or_turned_round_and_no_more(born, hint) -> None:
    found = _hints(_worker("Ewa", "Testowska"), _worker("Ewa", "Testowska", born))

    assert found == ({Hint.SAME_NAME, hint} if hint else None)


@pytest.mark.parametrize(
    ("home", "other_home", "name", "proposed"),
    [
        ("Opole", "Opole", "Testowska", True),
        ("Opole", "opole", "Testowksa", True),
        ("Opole", "", "Testowska", True),
        ("Opole", "", "Testowksa", False),
        ("Opole", "Lublin", "Testowska", False),
    ],
)
def test_without_a_birth_date_the_home_must_speak_for_it(home, other_home, name, proposed) -> None:
    found = compare(_worker("Ewa", "Testowska", None, home), _worker("Ewa", name, BORN, other_home))

    assert (found is not None) == proposed


def test_twins_with_names_of_their_own_are_two_people() -> None:
    assert compare(_worker("Jan", "Testowski"), _worker("Adam", "Testowski")) is None


def test_workers_of_one_person_are_not_proposed() -> None:
    one = _worker("Ewa", "Testowska")
    other = Candidate(uuid4(), one.person_id, "Ewa", "Testowska", BORN)

    assert compare(one, other) is None


def test_comparing_all_pairs_gives_the_same_as_the_blocks() -> None:
    names = [("Ewa", "Testowska"), ("Testowska", "Ewa"), ("Ewa", "Testowksa"), ("Иван", "Петров"), ("Ivan", "Petrov")]
    everybody = [
        _worker(given, family, born, home)
        for given, family in names
        for born, home in ((BORN, ""), (date(1990, 3, 8), "Opole"), (date(1990, 7, 3), ""))
    ]

    pairs = {(p.first, p.second) for i, one in enumerate(everybody) for o in everybody[:i] if (p := compare(one, o))}
    proposed = {(p.first, p.second) for p in propose_duplicates(everybody)}

    assert proposed
    assert proposed <= pairs
    assert len({worker for pair in pairs for worker in pair}) == len({w for pair in proposed for w in pair})


def test_nobody_stands_in_more_than_five_pairs_and_the_most_alike_go_first() -> None:
    everybody = [_worker("Ewa", "Testowska") for _ in range(12)]
    near = _worker("Ewa", "Testowksa")

    found = propose_duplicates([*everybody, near])

    times = [pair for p in found for pair in (p.first, p.second)]
    assert max(times.count(worker) for worker in set(times)) == 5
    assert [p.distance for p in found] == sorted(p.distance for p in found)


def test_a_pair_that_was_said_to_be_two_people_is_left_out() -> None:
    one, other = _worker("Ewa", "Testowska"), _worker("Ewa", "Testowska")
    silenced: list[frozenset[UUID]] = [frozenset((one.worker_id, other.worker_id))]

    assert propose_duplicates([one, other], silenced=silenced) == []


@pytest.mark.parametrize(
    ("one", "other", "hint"),
    [
        (("Iuliia", "Testova"), ("Yulia", "Testova"), Hint.TRANSCRIBED),
        (("Julia", "Testova"), ("Юлія", "Тестова"), Hint.OTHER_ALPHABET),
        (("Hristo", "Testov"), ("Христо", "Тестов"), Hint.OTHER_ALPHABET),
        (("Jürgen", "Muster"), ("Juergen", "Muster"), Hint.TRANSCRIBED),
        (("Ana", "O'Nepova"), ("Ana", "ONepova"), Hint.TRANSCRIBED),
        (("Въло", "Вълтестов"), ("Valo", "Valtestov"), Hint.OTHER_ALPHABET),
        (("Мар'яна", "Проба"), ("Mariana", "Proba"), Hint.OTHER_ALPHABET),
        (("Maria", "Nepova Testova"), ("Maria", "Nepova"), Hint.EXTRA_NAME),
    ],
)
@pytest.mark.parametrize("born", [BORN, None])
def test_one_name_that_was_carried_over_in_two_ways_is_proposed_with_and_without_a_birth_date(one, other, hint, born):
    pair = [_worker(*one, born), _worker(*other, born)]

    (found,) = propose_duplicates(pair)

    assert hint in found.hints


def test_an_initial_is_proposed_with_a_birth_date_or_a_home_and_not_by_itself() -> None:
    for born, home, proposed in ((BORN, "", True), (None, "Lublin", True), (None, "", False)):
        pair = [_worker("J.", "Testowski", born, home), _worker("Jan", "Testowski", born, home)]
        assert bool(propose_duplicates(pair)) is proposed
    assert _hints(*pair) is None
    assert _hints(_worker("J.", "Testowski"), _worker("Jan", "Testowski")) == {Hint.INITIALS, Hint.BIRTH_DATE_SAME}
    assert compare(_worker("J.", "Testowski"), _worker("Adam", "Testowski")) is None
