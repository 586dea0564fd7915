"""Compare a line of a list with a person: name, birth date and address, and what follows from the three together. Pure.

Nothing is decided here: a verdict says how a proposal is put before a person.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from rapidfuzz import fuzz

from thoes.matching.domain.addresses import Address

_ALIKE_FROM = 88
"""Likeness of two names, out of a hundred, from which they are called alike: one letter in eight may differ."""


class Likeness(StrEnum):
    """How two values stand to each other."""

    SAME = "same"
    ALIKE = "alike"
    SWAPPED = "swapped"
    UNKNOWN = "unknown"
    DIFFERENT = "different"


class Verdict(StrEnum):
    """How sure a proposal is, the surest first."""

    CERTAIN = "certain"
    LIKELY = "likely"
    DOUBTFUL = "doubtful"


@dataclass(frozen=True, slots=True)
class Comparison:
    """The three answers for one line and one person."""

    name: Likeness
    birth: Likeness
    address: Likeness


def compare_names(ours: Iterable[str], theirs: str) -> Likeness:
    """The best of our spellings against theirs; each is the words of a name in alphabetical order."""
    found = Likeness.DIFFERENT
    for key in ours:
        if key == theirs:
            return Likeness.SAME
        if _are_alike(key, theirs):
            found = Likeness.ALIKE
    return found


def _are_alike(one: str, other: str) -> bool:
    # A second given name is often left out: what is left must still be two words or more.
    shorter, longer = sorted((set(one.split()), set(other.split())), key=len)
    return (len(shorter) >= 2 and shorter <= longer) or fuzz.ratio(one, other) >= _ALIKE_FROM


def compare_birth_dates(ours: Sequence[date], theirs: date | None) -> Likeness:
    """Swapped is 3 April for 4 March, the usual mistake of a form or a spreadsheet."""
    if theirs is None or not ours:
        return Likeness.UNKNOWN
    if theirs in ours:
        return Likeness.SAME
    swapped = any((our.year, our.month, our.day) == (theirs.year, theirs.day, theirs.month) for our in ours)
    return Likeness.SWAPPED if swapped else Likeness.DIFFERENT


def compare_addresses(ours: Iterable[Address], theirs: Address) -> Likeness:
    """The same when one of our addresses has the same number in the same postcode or street."""
    known = [address.keys for address in ours if address.keys]
    if not theirs.keys or not known:
        return Likeness.UNKNOWN
    return Likeness.SAME if any(keys & theirs.keys for keys in known) else Likeness.DIFFERENT


def verdict_of(found: Comparison, *, words: int) -> Verdict | None:
    """What the three answers come to; None when it is no proposal. `words` is the number of words in the name.

    Certain needs the birth date on both sides, and a name of two words or more: a family name alone is shared by many.
    """
    name, birth, at_home = found.name, found.birth, found.address is Likeness.SAME
    if name is Likeness.SAME:
        if birth is Likeness.SAME:
            return Verdict.CERTAIN if words >= 2 else Verdict.LIKELY
        if birth is Likeness.UNKNOWN:
            return Verdict.LIKELY if at_home and words >= 2 else Verdict.DOUBTFUL
        return Verdict.DOUBTFUL if birth is Likeness.SWAPPED or at_home else None
    if name is Likeness.ALIKE:
        if birth is Likeness.SAME:
            return Verdict.CERTAIN if at_home else Verdict.LIKELY
        return Verdict.DOUBTFUL if at_home and birth is not Likeness.DIFFERENT else None
    return None
