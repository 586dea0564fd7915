"""Take a name apart into given name and family name, the ways lists write it.

Not known for sure: which part is which when a name is "Anna Kowalska" in capitals throughout; the search key of
the register does not depend on it. Scripts other than Latin are kept as they are.
"""

import re
from dataclasses import dataclass

from thoes.kernel.refusals import Refusal

# fmt: off
_PREFIXES = frozenset(
    {"van", "de", "der", "den", "het", "'t", "ter", "ten", "te", "in", "op", "'s", "von", "zu", "zur", "vom",
     "di", "da", "del", "della", "dos", "la", "le"}
)
# fmt: on


@dataclass(frozen=True, slots=True)
class PersonName:
    """A name in two parts; `given` is empty when only one word is known."""

    given: str
    family: str


def split_name(text: str, *, family_first: bool = False) -> PersonName:
    """Given and family name from one text. Refusal `name_without_letters` when there is no letter in it.

    `family_first` says that the list writes them in that order, as under "Nazwisko i imię"; capitals and a comma say more.
    """
    text = " ".join(text.split()).strip(" ,;")
    if not any(letter.isalpha() for letter in text):
        raise Refusal("name_without_letters")
    if "," in text:
        return _after_comma(text)
    words = text.split(" ")
    if len(words) == 1:
        return PersonName("", _cased(text))
    capitals = [_is_capitals(word) for word in words]
    in_family = [caps or _is_prefix(word) for caps, word in zip(capitals, words, strict=True)]
    if any(capitals) and not all(in_family):
        family = [word for word, inside in zip(words, in_family, strict=True) if inside]
        given = [word for word, inside in zip(words, in_family, strict=True) if not inside]
    else:
        given, family = _split_after_family(words) if family_first else _split_by_prefix(words)
    return PersonName(_cased(" ".join(given)), _cased(" ".join(family)))


def join_names(given: str, family: str) -> PersonName:
    """The name from two separate columns; Refusal `name_without_letters` when there is no letter in either."""
    if not any(letter.isalpha() for letter in given + family):
        raise Refusal("name_without_letters")
    return PersonName(_cased(" ".join(given.split())), _cased(" ".join(family.split())))


def is_one_name(text: str) -> bool:
    """Whether a text is a family name and nothing else: one word, apart from prefixes."""
    words = text.split()
    return "," not in text and sum(not _is_prefix(word) for word in words) == 1


def _after_comma(text: str) -> PersonName:
    family, _, rest = (part.strip() for part in text.partition(","))
    parts = [part.strip() for part in rest.split(",")]
    words = [word for part in parts for word in part.split()]
    # "Berg, Piet van der" and "Berg, van der, Piet": the prefix is written behind, and belongs before.
    prefix = [word for word in words if _is_prefix(word)]
    given = [word for word in words if not _is_prefix(word)]
    return PersonName(_cased(" ".join(given)), _cased(" ".join([*prefix, family])))


def _split_by_prefix(words: list[str]) -> tuple[list[str], list[str]]:
    """Given and family words: a prefix opens the family name; without one the last word is the family name."""
    first = next((index for index, word in enumerate(words[:-1]) if _is_prefix(word)), len(words) - 1)
    if first > 0:
        return words[:first], words[first:]
    return _split_after_family(words)


def _split_after_family(words: list[str]) -> tuple[list[str], list[str]]:
    """ "van der Berg Piet": the family name stands in front and ends with the first word that is no prefix."""
    end = next((index for index, word in enumerate(words) if not _is_prefix(word)), len(words) - 1) + 1
    return words[end:], words[:end]


def _is_prefix(word: str) -> bool:
    return word.lower() in _PREFIXES


def _is_capitals(word: str) -> bool:
    return len(word) > 1 and word.isupper() and "." not in word and not _is_prefix(word)


def _cased(name: str) -> str:
    """Title case for a name in capitals only; anything else is how its bearer writes it."""
    if not name.isupper() or "." in name or len(name) < 2:
        return name
    words = [word.lower() if _is_prefix(word) else re.sub(r"[^\W\d_]+", _capital, word) for word in name.split(" ")]
    return " ".join(words)


def _capital(match: re.Match[str]) -> str:
    return match.group()[:1].upper() + match.group()[1:].lower()
