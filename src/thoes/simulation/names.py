"""Names of people, and how housing providers spell them: in Latin or Cyrillic letters, with or without diacritics.

Given names and towns are real, family names are invented so that nobody bears them by design.
"""

import unicodedata
from functools import cache

import numpy as np
from numpy.random import Generator
from numpy.typing import NDArray

from thoes.simulation.figures import read_data
from thoes.simulation.limburg import Flags, Texts

_DOUBLE_NAMES = 0.06

# The official transliterations on the passports of both countries: the law on transliteration of Bulgaria (2009) and
# resolution 55 of the cabinet of Ukraine (2010), without the rule for the first letter of a word.
_SHARED = dict(zip("абвдезклмнопрстуф", "abvdezklmnoprstuf", strict=True)) | {
    "ж": "zh", "ц": "ts", "ч": "ch", "ш": "sh",
}  # fmt: skip
_BULGARIAN = _SHARED | {"г": "g", "и": "i", "й": "y", "х": "h", "щ": "sht", "ъ": "a", "ь": "y", "ю": "yu", "я": "ya"}
_UKRAINIAN = _SHARED | {
    "г": "h", "ґ": "g", "є": "ie", "и": "y", "і": "i", "ї": "i", "й": "i", "х": "kh", "щ": "shch", "ь": "", "ю": "iu",
    "я": "ia",
}  # fmt: skip
_LETTERS_THAT_DO_NOT_DECOMPOSE = str.maketrans("łŁđĐøØ", "lLdDoO")


@cache
def in_latin_letters(text: str, nationality: str) -> str:
    """A Cyrillic name as the passport of that country spells it; anything else unchanged."""
    letters = {"BG": _BULGARIAN, "UA": _UKRAINIAN}.get(nationality)
    if letters is None:
        return text
    spelled = (letters.get(sign.lower(), sign) for sign in text)
    return "".join(new.capitalize() if old.isupper() else new for old, new in zip(text, spelled, strict=True))


@cache
def without_diacritics(text: str) -> str:
    """What remains on a keyboard that has none: "Próbna" becomes "Probna", "Łukasz" "Lukasz"."""
    decomposed = unicodedata.normalize("NFKD", text.translate(_LETTERS_THAT_DO_NOT_DECOMPOSE))
    return "".join(sign for sign in decomposed if not unicodedata.combining(sign))


@cache
def _family_names(nationality: str) -> NDArray[np.object_]:
    """Two columns, woman and man, of all family names of a country."""
    entry = read_data("names.yaml")[nationality]
    rows = []
    for prefix in entry["prefixes"]:
        for stem in entry["stems"]:
            name = prefix + (stem.capitalize() if not prefix or prefix.endswith(" ") else stem)
            rows += [(name + woman, name + man) for woman, man in entry["endings"]]
    return np.array(rows, dtype=object)


def draw_names(rng: Generator, nationality: Texts, is_woman: Flags) -> tuple[Texts, Texts, Texts]:
    """Given names, family names and home towns, in the letters of the country itself."""
    given, family, town = (np.empty(len(nationality), dtype=object) for _ in range(3))
    data = read_data("names.yaml")
    for country in sorted(set(nationality)):
        who = np.flatnonzero(nationality == country)
        women = is_woman[who]
        names = _family_names(country)
        column = np.where(women, 0, 1)
        born_with = names[rng.integers(0, len(names), len(who)), column]
        married_to = names[rng.integers(0, len(names), len(who)), column]
        is_double = (rng.random(len(who)) < _DOUBLE_NAMES) & (born_with != married_to)
        family[who] = np.where(is_double, born_with + "-" + married_to, born_with)
        called = {sex: np.array(data[country][sex], dtype=object) for sex in ("women", "men")}
        given[who] = np.where(women, rng.choice(called["women"], len(who)), rng.choice(called["men"], len(who)))
        town[who] = rng.choice(np.array(data[country]["towns"], dtype=object), len(who))
    return given, family, town
