"""Understand a nationality as people write it: a code, a country or the word for its people, in the launch languages."""

from functools import cache

from anyascii import anyascii

from thoes.register.public import nationalities

_LANGUAGES = ("nl", "en", "pl", "de", "ro", "bg", "hu")

# The countries most workers come from, as an adjective: those are not in the tables of country names.
_PEOPLE = {
    "PL": "pools poolse polish polska polskie polnisch poloneza",
    "RO": "roemeens roemeense romanian rumunska rumunskie rumanisch romana",
    "BG": "bulgaars bulgaarse bulgarian bulgarska bulgarskie bulgarisch balgarsko bulgara",
    "HU": "hongaars hongaarse hungarian wegierska ungarisch magyar",
    "LT": "litouws litouwse lithuanian litewska litauisch lietuvis",
    "LV": "lets letse latvian lotewska lettisch",
    "SK": "slowaaks slowaakse slovak slowacka slowakisch slovenska",
    "CZ": "tsjechisch tsjechische czech czeska tschechisch",
    "PT": "portugees portugese portuguese portugalska portugiesisch",
    "ES": "spaans spaanse spanish hiszpanska spanisch espanola",
    "IT": "italiaans italiaanse italian wloska italienisch",
    "GR": "grieks griekse greek grecka griechisch",
    "HR": "kroatisch kroatische croatian chorwacka",
    "UA": "oekraiens oekraiense ukrainian ukrainska ukrainisch",
    "DE": "duits duitse german niemiecka deutsch",
    "NL": "nederlands nederlandse dutch holenderska niederlandisch",
    "BE": "belgisch belgische belgian belgijska",
}
_THREE_LETTERS = {
    "POL": "PL", "ROU": "RO", "BGR": "BG", "HUN": "HU", "LTU": "LT", "LVA": "LV", "SVK": "SK", "CZE": "CZ",
    "PRT": "PT", "ESP": "ES", "ITA": "IT", "GRC": "GR", "HRV": "HR", "UKR": "UA", "DEU": "DE", "NLD": "NL", "BEL": "BE",
}  # fmt: skip


def nationality_of(text: str) -> str:
    """The ISO code of two letters, or an empty text when the word is not known."""
    return _codes().get(_key(text), "")


def _key(text: str) -> str:
    return "".join(letter for letter in anyascii(text).lower() if letter.isalpha())


@cache
def _codes() -> dict[str, str]:
    codes = {_key(three): two for three, two in _THREE_LETTERS.items()}
    for language in _LANGUAGES:
        for code, name in nationalities(language).items():
            codes.setdefault(_key(name), code)
            codes.setdefault(code.lower(), code)
    for code, words in _PEOPLE.items():
        codes |= dict.fromkeys(words.split(), code)
    return codes
