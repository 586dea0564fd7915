"""The search as a telephone without a network can do it: the same words, weights and letters as `searching` has.

The other half is `frontend/guide/searching.js`, which does with these what `SearchIndex.search` does; a test holds the two
against each other. The whole of it is in Latin letters, so that what is typed in another script or with accents fits too.
"""

import unicodedata
from typing import Any

from anyascii import anyascii

from thoes.guide.searching import RULES, WEIGHTS, SearchIndex

# The scripts of the languages of the guide and those that its readers may type in: Latin with accents, Greek, Cyrillic,
# Armenian, Hebrew, Arabic, Georgian, and Latin as Vietnamese has it.
_SCRIPTS = ((0x00AA, 0x0250), (0x0370, 0x0588), (0x05D0, 0x05F0), (0x0620, 0x0700), (0x10D0, 0x1100), (0x1E00, 0x1F00))


def exported(index: SearchIndex) -> dict[str, Any]:
    """The index as data for JSON.

    `places` holds for each word, in the order of `words`, numbers that each are the difference with the one before: the
    number of the text times the number of weights, and which weight the word has there.
    """
    texts = sorted({place for places in index.places.values() for place in places})
    at = {place: number for number, place in enumerate(texts)}
    words = sorted(index.places)
    places = [
        _differences(
            sorted(at[place] * len(WEIGHTS) + WEIGHTS.index(weight) for place, weight in index.places[word].items())
        )
        for word in words
    ]
    return {
        "rules": RULES | {"weights": WEIGHTS},
        "texts": texts,
        "words": " ".join(words),
        "places": places,
        "letters": _letters(),
    }


def _differences(numbers: list[int]) -> list[int]:
    return [number - before for before, number in zip([0, *numbers], numbers, strict=False)]


def _letters() -> dict[str, str]:
    """Each small letter of the scripts in Latin letters."""
    characters = (chr(code) for begin, until in _SCRIPTS for code in range(begin, until))
    small = (each for each in characters if unicodedata.category(each)[0] in "LN" and each == each.lower())
    return {each: anyascii(each.casefold()).casefold() for each in small}
