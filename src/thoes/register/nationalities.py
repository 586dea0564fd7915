"""The nationalities that can be chosen: countries by their ISO code of two letters, named as CLDR names them."""

from babel import Locale

# CLDR names these too: groups of countries, parts of one with a code of their own, and places where nobody lives.
_NONE_OF_A_PERSON = frozenset(
    {"AC", "AQ", "BV", "CP", "CQ", "DG", "EA", "EU", "EZ", "HM", "IC", "QO", "TA", "TF", "UM", "UN", "XA", "XB", "ZZ"}
)


def nationalities(language: str) -> dict[str, str]:
    """The name of each country in a language, by its code."""
    names = Locale(language).territories
    return {
        code: name
        for code, name in names.items()
        if len(code) == 2 and code.isalpha() and code not in _NONE_OF_A_PERSON
    }
