"""One name, however it is written: in Cyrillic or Latin letters, with accents or without, in any order, apart or together.

The one place where names are made alike. `words_of` and what is made of it never take two letters for each other that a
passport would not: by those a name is found again. `words_spelled` goes further ("Yulia" and "Iuliia"), for proposals
that a person decides on. Not known: a name of which a word is missing.
"""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from anyascii import anyascii

# What our Latin letters make another sign of, and no passport does: the Bulgarian ъ is an a, the soft sign is not written.
_CYRILLIC = str.maketrans({"ъ": "а", "Ъ": "А", "ь": "", "Ь": ""})
# х is written as h in one country and as kh in the next.
_AS_IN_ANOTHER_COUNTRY = (("kh", "h"),)
_WORD = re.compile(r"[a-z0-9]+")
_INSIDE_A_WORD = re.compile(r"(?<=\w)['’ʼ`´‘](?=\w)")
# In this order: each is read in what the ones before it left.
_SPELLINGS = tuple(
    (re.compile(written), one)
    for written, one in (
        ("shch", "sht"), ("^chr", "hr"), ("sz", "sh"), ("cz", "ch"), ("ck", "k"), ("ph", "f"), ("th", "t"),
        ("x", "ks"), ("q", "k"), ("w", "v"), ("tz", "ts"), ("([aou])e", r"\1"), ("[jy]", "i"), (r"(.)\1+", r"\1"),
    )
)  # fmt: skip


# A name of a long list is asked for some ten times, and a part of the list has ten thousand of them.
@lru_cache(maxsize=30_000)
def words_of(text: str) -> tuple[str, ...]:
    """The Latin lower-case words of a text, in their own order: "ß" is "ss", "ł" is "l", "Х" is "h"."""
    folded = anyascii(text if text.isascii() else text.translate(_CYRILLIC)).casefold()
    for written, one in _AS_IN_ANOTHER_COUNTRY:
        folded = folded.replace(written, one)
    return tuple(_WORD.findall(folded))


def search_key(*names: str) -> str:
    """The words of the names in alphabetical order, parted by one space.

    "Żółty, Ania" and "Ania Zolty" give the same key; different people may share a key.
    """
    return " ".join(sorted(words_of(" ".join(names))))


def letters_key(*names: str) -> str:
    """The same for every way in which a name is written: its letters in alphabetical order.

    Names that have the same letters may still be two: `is_same_name` tells.
    """
    return "".join(sorted("".join(word for name in names for word in words_of(name))))


def is_same_name(one: tuple[str, str], other: tuple[str, str]) -> bool:
    """Whether two names (given, family) are one: the same words in any order, or the same two parts apart or together.

    "Ana O'Nepova" is "Ana ONepova", "Juan de la Cruz" is "Delacruz Juan", and "Jan Anowak" is not "Jana Nowak".
    """
    return folded(*one).is_same(folded(*other))


class Folded(NamedTuple):
    """A name made alike, to be compared with many: its words in alphabetical order, and its two parts, each together."""

    words: str
    parts: tuple[str, ...]

    def is_same(self, other: "Folded") -> bool:
        """As `is_same_name`."""
        return self.words == other.words or self.parts == other.parts


def folded(given_name: str, family_name: str) -> Folded:
    """What `is_same_name` compares of a name."""
    given, family = words_of(given_name), words_of(family_name)
    return Folded(" ".join(sorted([*given, *family])), tuple(sorted(("".join(given), "".join(family)))))


def family_key(family_name: str) -> str:
    """The same for every way in which a family name is written apart or together."""
    return "".join(words_of(family_name))


def may_be_initials(one_given: str, other_given: str) -> bool:
    """Whether one of two given names is only the first letters of the other: "J.", "Jan", "J.P."."""
    one, other = words_of(one_given), words_of(other_given)
    if not one or not other or not any(all(len(word) == 1 for word in words) for words in (one, other)):
        return False
    return all(a[0] == b[0] for a, b in zip(one, other, strict=False))


def beginnings(name: str) -> list[str]:
    """What begins at each word of a name, with all that comes behind it glued to it: a search may begin there."""
    words = words_of(name)
    return ["".join(words[place:]) for place in range(len(words))]


def is_found(name_beginnings: Sequence[str], words: Sequence[str]) -> bool:
    """Whether each word of a search begins a word of a name; neighbours count together too, as "de la Cruz" does as one."""
    if not words:
        return True
    ends = range(len(words), 0, -1)
    return any(
        any(beginning.startswith("".join(words[:end])) for beginning in name_beginnings)
        and is_found(name_beginnings, words[end:])
        for end in ends
    )


def name_order(family_name: str, given_name: str) -> tuple[str, str]:
    """What names are sorted by: the family name first, accents and capitals left aside, Cyrillic among the Latin."""
    return anyascii(family_name).casefold(), anyascii(given_name).casefold()


@lru_cache(maxsize=200_000)
def words_spelled(name: str) -> tuple[str, ...]:
    """The words of a name in one spelling, whichever way they were carried over, in alphabetical order.

    "Iuliia", "Yulia" and "Юлія" are one, and so are "Jürgen" and "Juergen". Now and then two names that are not one become
    one.
    """
    return tuple(sorted(map(_spelled, words_of(_INSIDE_A_WORD.sub("", name)))))


def _spelled(word: str) -> str:
    for written, one in _SPELLINGS:
        word = written.sub(one, word)
    return word
