"""Who is compared with whom: all that could be proposed, each pair once, and few of the others."""

from collections import Counter
from collections.abc import Iterable
from datetime import date, timedelta
from itertools import combinations
from random import Random
from uuid import UUID

import pytest

from thoes.kernel.name_folding import letters_key
from thoes.register.duplicates import pairing
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


@pytest.mark.parametrize("largest", [4, LARGEST_BLOCK])
@pytest.mark.parametrize("undated", [0.0, 0.3, 1.0])
def test_of_all_pairs_those_that_may_be_one_person_are_met_and_few_others(monkeypatch, largest, undated) -> None:
    monkeypatch.setattr(pairing, "LARGEST_BLOCK", largest)
    everybody = _candidates(160, seed=11, undated=undated)

    met = {frozenset(pair) for pair in pairs_to_compare(everybody)}

    one_by_one = _pairs_one_by_one(everybody, largest=largest)
    proposed = {pair for pair in met if _compared(everybody, pair)}
    assert proposed == one_by_one
    assert one_by_one
    assert len(met) < 3 * len(one_by_one)


def _pairs_one_by_one(everybody: list[Candidate], *, largest: int) -> set[frozenset[int]]:
    """All that may be one person: everybody is held against everybody, and blocks are counted."""
    sizes = Counter(block for each in everybody for block in _blocks(each))
    return {
        frozenset((one, other))
        for one, other in combinations(range(len(everybody)), 2)
        if _compared(everybody, (one, other)) and _is_met(everybody[one], everybody[other], sizes, largest)
    }


def _is_met(one: Candidate, other: Candidate, sizes: Counter[object], largest: int) -> bool:
    if one.date_of_birth and other.date_of_birth:
        return bool({word[:2] for word in one.words} & {word[:2] for word in other.words})
    return any(sizes[block] <= largest for block in _blocks(one) & _blocks(other))


def _blocks(candidate: Candidate) -> set[object]:
    """What somebody without a birth date must share with another: a name, but for a word, its letters, or a word at home."""
    words = candidate.words
    names = {words, *(() if len(words) < 3 else combinations(words, len(words) - 1))}
    letters = letters_key(candidate.given_name, candidate.family_name)
    at_home = {(candidate.residence, word) for word in words if candidate.residence}
    return {*(("name", name) for name in names), ("letters", letters), *(("home", *each) for each in at_home)}


def _compared(everybody: list[Candidate], pair: Iterable[int]) -> bool:
    one, other = pair
    return compare(everybody[one], everybody[other]) is not None


def test_who_shares_a_birth_date_and_one_of_two_names_is_not_compared_for_that() -> None:
    names = ("Testowska", "Temminck", "Terpstra", "Teeuwen", "Tebbenhoff")
    everybody = [Candidate(UUID(int=n), UUID(int=n), "Ewa", name, BORN) for n, name in enumerate(names)]

    assert list(pairs_to_compare(everybody)) == []


def test_who_lives_in_one_place_and_shares_one_of_two_names_is_not_compared_for_that() -> None:
    names = ("Testowska", "Temminck", "Terpstra", "Teeuwen", "Tebbenhoff")
    everybody = [
        Candidate(UUID(int=n), UUID(int=n), "Ewa", name, residence="Opole") for n, name in enumerate((*names, names[0]))
    ]

    assert list(pairs_to_compare(everybody)) == [(0, 5)]


def test_a_name_that_hundreds_share_without_birth_dates_says_nothing() -> None:
    crowd = [Candidate(UUID(int=n), UUID(int=n), "Ewa", "Testowska") for n in range(LARGEST_BLOCK + 1)]

    assert list(pairs_to_compare(crowd)) == []
    assert len(list(pairs_to_compare(crowd[:-1]))) == LARGEST_BLOCK * (LARGEST_BLOCK - 1) // 2
