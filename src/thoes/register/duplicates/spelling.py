"""One spelling for a word of a name, whichever way a passport, an agency or its bearer wrote it in Latin letters.

"Iuliia", "Yulia" and "Юлія" are one, and so are "Hristo" and "Христо", "Jürgen" and "Juergen", "O'Nepova" and "ONepova".
Only for proposals that a person decides on: now and then two names that are not one become one.
"""

import re
from functools import lru_cache

from thoes.register.domain.names import words_of

_INSIDE_A_WORD = re.compile(r"(?<=\w)['’ʼ`´‘](?=\w)")
# What our Latin letters make a mark of, and no passport does: the Bulgarian ъ is an a, the soft sign is not written.
_CYRILLIC = str.maketrans({"ъ": "а", "Ъ": "А", "ь": "", "Ь": ""})
# In this order: each is read in what the ones before it left.
_SPELLINGS = tuple(
    (re.compile(written), one)
    for written, one in (
        ("shch", "sht"), ("^chr", "hr"), ("kh", "h"), ("sz", "sh"), ("cz", "ch"), ("ck", "k"), ("ph", "f"), ("th", "t"),
        ("x", "ks"), ("q", "k"), ("w", "v"), ("tz", "ts"), ("([aou])e", r"\1"), ("[jy]", "i"), (r"(.)\1+", r"\1"),
    )
)  # fmt: skip


@lru_cache(maxsize=200_000)
def words_spelled(name: str) -> tuple[str, ...]:
    """The words of a name in one spelling, in alphabetical order."""
    text = _INSIDE_A_WORD.sub("", name.translate(_CYRILLIC))
    return tuple(sorted(map(_spelled, words_of(text))))


def _spelled(word: str) -> str:
    for written, one in _SPELLINGS:
        word = written.sub(one, word)
    return word
