"""Who is compared with whom: all that could be proposed, each pair once, and few of the others."""

from datetime import date, timedelta
from itertools import combinations
from random import Random
from uuid import UUID

import pytest

from thoes.register.duplicates.domain import compare
from thoes.register.duplicates.pairing import LARGEST_BLOCK, Candidate, pairs_to_compare

BORN = date(1990, 3, 7)
_GIVEN = ("Ewa", "Anna", "Anna Maria", "A.", "Иван", "Ivan", "Konstantin", "Konstantni")
_FAMILY = (
    "Testowska",
    "Testowksa",
    "Proefska",
    "de la Cruz",
    "Delacruz",
    "Петров",
    "Petrov",
    "Voorbeeldski",
    "Voorbedlski",
)


def _candidates(count: int, *, seed: int, undated: float) -> list[Candidate]:
    chance = Random(seed)
    days = [BORN + timedelta(days=day) for day in range(-1, 2)] + [date(1990, 7, 3), date(1991, 3, 7)]
    found = []
    for _ in range(count):
        given, family = chance.choice(_GIVEN), chance.choice(_FAMILY)
        given, family = (family, given) if chance.random() < 0.2 else (given, family)
        born = None if chance.random() < undated else chance.choice(days)
        keys = (UUID(int=chance.getrandbits(128)) for _ in range(2))
        found.append(Candidate(*keys, given, family, born, chance.choice(("", "Opole", "Sofia"))))
    return found


def _has_something_in_common(one: Candidate, other: Candidate) -> bool:
    """What two names that may be one must share before they are compared; with a birth date that is less."""
    if one.date_of_birth and other.date_of_birth:
        return bool({word[:2] for word in one.words} & {word[:2] for word in other.words})
    words, other_words = set(one.words), set(other.words)
    same_home = one.residence != "" and one.residence == other.residence
    return words <= other_words or other_words <= words or (same_home and bool(words & other_words))


@pytest.mark.parametrize("undated", [0.0, 0.3, 1.0])
def test_every_pair_that_could_be_proposed_is_met_once(undated) -> None:
    everybody = _candidates(120, seed=7, undated=undated)

    met = [frozenset(pair) for pair in pairs_to_compare(everybody)]

    wanted = {
        frozenset((one, other))
        for one, other in combinations(range(len(everybody)), 2)
        if compare(everybody[one], everybody[other]) and _has_something_in_common(everybody[one], everybody[other])
    }
    assert len(met) == len(set(met))
    assert all(len(pair) == 2 for pair in met)
    assert wanted
    assert wanted <= set(met)


def test_who_shares_a_birth_date_and_two_letters_is_not_compared_for_that() -> None:
    names = ("Testowska", "Temminck", "Terpstra", "Teeuwen", "Tebbenhoff")
    everybody = [Candidate(UUID(int=n), UUID(int=n), "Ewa", name, BORN) for n, name in enumerate(names)]
    alone = [Candidate(UUID(int=n), UUID(int=n), "", name, BORN) for n, name in enumerate(names)]

    assert len(list(pairs_to_compare(everybody))) == 10
    assert list(pairs_to_compare(alone)) == []


def test_a_name_that_hundreds_share_without_birth_dates_says_nothing() -> None:
    crowd = [Candidate(UUID(int=n), UUID(int=n), "Ewa", "Testowska") for n in range(LARGEST_BLOCK + 1)]

    assert list(pairs_to_compare(crowd)) == []
    assert len(list(pairs_to_compare(crowd[:-1]))) == LARGEST_BLOCK * (LARGEST_BLOCK - 1) // 2
