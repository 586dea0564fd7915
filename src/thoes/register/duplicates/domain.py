"""Propose pairs of workers that are likely one person, and say why in codes. A person decides; nobody gets a score.

Names are compared word by word in one spelling, so order, accents, alphabet and the way letters were carried over do not
matter, and a slip of the pen matters little. An initial stands for every name that begins with it. Birth dates must agree,
be a day apart, have day and month swapped, or be missing on one side.

Never all pairs: `pairing` says who is compared with whom. A name that hundreds share, without birth dates and without a
residence, is not proposed.
"""

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from rapidfuzz.distance import OSA

from thoes.kernel.name_folding import is_same_name, search_key, words_of, words_spelled
from thoes.register.duplicates.pairing import (
    LONG_WORD,
    SHORTEST_MISSPELT,
    Candidate,
    pairs_to_compare,
    swapped_day,
)

# Who is like six others is like everybody; the most alike are shown.
_MOST_FOR_A_WORKER = 5


class Hint(StrEnum):
    """Why two workers may be one person, or how their records differ."""

    SAME_NAME = "same_name"
    NAMES_SWAPPED = "names_swapped"
    ACCENTS = "accents"
    OTHER_ALPHABET = "other_alphabet"
    SPELLING = "spelling"
    TRANSCRIBED = "transcribed"
    INITIALS = "initials"
    EXTRA_NAME = "extra_name"
    BIRTH_DATE_SAME = "birth_date_same"
    BIRTH_DATE_ONE_DAY_OFF = "birth_date_one_day_off"
    BIRTH_DATE_SWAPPED = "birth_date_day_month_swapped"
    BIRTH_DATE_MISSING = "birth_date_missing"
    SAME_RESIDENCE = "same_residence"


@dataclass(frozen=True, slots=True)
class Proposal:
    """Two workers, in the order of their ids, and why; `distance` is for the order of the list only."""

    first: UUID
    second: UUID
    hints: tuple[Hint, ...]
    distance: int


def propose_duplicates(
    candidates: Iterable[Candidate], *, silenced: Collection[frozenset[UUID]] = ()
) -> list[Proposal]:
    """All proposals, the most alike first; `silenced` are pairs of worker ids that somebody said are two people."""
    everybody = list(candidates)
    found = []
    for one, other in pairs_to_compare(everybody):
        proposal = compare(everybody[one], everybody[other])
        if proposal and frozenset((proposal.first, proposal.second)) not in silenced:
            found.append(proposal)
    kept, times = [], Counter[UUID]()
    for proposal in sorted(found, key=lambda p: (p.distance, p.first, p.second)):
        pair = (proposal.first, proposal.second)
        if all(times[worker] < _MOST_FOR_A_WORKER for worker in pair):
            times.update(pair)
            kept.append(proposal)
    return kept


def compare(one: Candidate, other: Candidate) -> Proposal | None:
    """Why these two may be one person, or None when nothing says so or they are one already."""
    if one.person_id == other.person_id:
        return None
    birth = _birth_hint(one.date_of_birth, other.date_of_birth)
    if birth is None:
        return None
    names = _name_hints(one, other)
    if names is None:
        return None
    hints, distance, is_exact = names
    hints.append(birth)
    if birth is Hint.BIRTH_DATE_MISSING:
        same_home = _same_home(one.residence, other.residence)
        # Without a birth date a name alone is thin: homes may not differ, and a near name needs the same home.
        if same_home is False or (not is_exact and not same_home):
            return None
        if same_home:
            hints.append(Hint.SAME_RESIDENCE)
    first, second = sorted((one.worker_id, other.worker_id))
    return Proposal(first, second, tuple(hints), distance * 2 + _FAR[birth])


_FAR = {
    Hint.BIRTH_DATE_SAME: 0,
    Hint.BIRTH_DATE_SWAPPED: 1,
    Hint.BIRTH_DATE_ONE_DAY_OFF: 1,
    Hint.BIRTH_DATE_MISSING: 2,
}


def _birth_hint(one: date | None, other: date | None) -> Hint | None:
    if one is None or other is None:
        return Hint.BIRTH_DATE_MISSING
    if one == other:
        return Hint.BIRTH_DATE_SAME
    if abs((one - other).days) == 1:
        return Hint.BIRTH_DATE_ONE_DAY_OFF
    return Hint.BIRTH_DATE_SWAPPED if swapped_day(one) == other else None


def _name_hints(one: Candidate, other: Candidate) -> tuple[list[Hint], int, bool] | None:
    """How the names relate, how far apart they are and whether all words that both have are the same; None: other names."""
    fit = _fit(one.words, other.words) or (_Fit() if _is_same_name(one, other) else None)
    if fit is None:
        return None
    hints = [Hint.SPELLING] if fit.slips else []
    if fit.initials:
        hints.append(Hint.INITIALS)
    if fit.extra:
        hints.append(Hint.EXTRA_NAME)
    if _is_swapped(one, other):
        hints.insert(0, Hint.NAMES_SWAPPED)
    is_exact = not fit.slips and not fit.initials
    written = f"{one.given_name} {one.family_name}", f"{other.given_name} {other.family_name}"
    if _is_latin(written[0]) != _is_latin(written[1]):
        hints.append(Hint.OTHER_ALPHABET)
    elif is_exact and not fit.extra and sorted(written[0].casefold().split()) != sorted(written[1].casefold().split()):
        hints.append(Hint.ACCENTS if sorted(words_of(written[0])) == sorted(words_of(written[1])) else Hint.TRANSCRIBED)
    return hints or [Hint.SAME_NAME], fit.slips + fit.initials + fit.extra, is_exact


def _is_same_name(one: Candidate, other: Candidate) -> bool:
    """Whether the names differ in what stands apart or together: "de la Cruz" and "Delacruz"."""
    return is_same_name((one.given_name, one.family_name), (other.given_name, other.family_name))


@dataclass(frozen=True, slots=True)
class _Fit:
    """How the words of two names fit: slips of the pen, words that are an initial of the other's, words more."""

    slips: int = 0
    initials: int = 0
    extra: int = 0


def _fit(one: tuple[str, ...], other: tuple[str, ...]) -> _Fit | None:
    """Word by word; a name of three words or more may miss one; None: too far apart."""
    if one == other:
        return _Fit()
    if len(one) > len(other):
        one, other = other, one
    # "Anna Kowalska" and "Anna Maria Kowalska" may be one; "Anna" and "Anna Kowalska" says too little.
    if not one or len(other) - len(one) > (1 if len(one) >= 2 else 0):
        return None
    free, slips, initials = list(other), 0, 0
    # Whole words first: an initial takes what is left.
    for word in sorted(one, key=lambda word: (len(word) == 1, word)):
        near = [(found, candidate) for candidate in free if (found := _slips(word, candidate)) is not None]
        if near:
            found, matched = min(near)
            slips += found
        else:
            matched = next((candidate for candidate in free if _is_initial(word, candidate)), "")
            if not matched:
                return None
            initials += 1
        free.remove(matched)
    if slips > 3 or initials >= len(one):
        return None
    return _Fit(slips, initials, len(free))


def _is_initial(one: str, other: str) -> bool:
    """Whether one of the two is the first letter of the other."""
    return one != other and min(len(one), len(other)) == 1 and one[0] == other[0]


def _slips(one: str, other: str) -> int | None:
    if one == other:
        return 0
    shortest = min(len(one), len(other))
    if shortest < SHORTEST_MISSPELT:
        return None
    most = 2 if shortest >= LONG_WORD else 1
    slips = OSA.distance(one, other, score_cutoff=most)
    return slips if slips <= most else None


def _is_swapped(one: Candidate, other: Candidate) -> bool:
    given, family = words_spelled(one.given_name), words_spelled(one.family_name)
    if not given or not other.given_name or given == family:
        return False
    crossed = (_fit(given, words_spelled(other.family_name)), _fit(family, words_spelled(other.given_name)))
    return None not in crossed and _fit(given, words_spelled(other.given_name)) is None


def _is_latin(text: str) -> bool:
    return not any("\u0370" <= char <= "\u1fff" for char in text)


def _same_home(one: str, other: str) -> bool | None:
    """None when either is not given."""
    homes = search_key(one), search_key(other)
    return homes[0] == homes[1] if all(homes) else None
