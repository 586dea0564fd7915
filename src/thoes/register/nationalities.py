"""Nationalities: what forms offer, and what people mean who write one down in a list.

Codes are those of ISO 3166-1. Not known: who has two nationalities, a group of countries, a territory of a state, and the
codes of ICAO 9303 for people without a nationality or with a paper of the United Nations.
"""

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from importlib.resources import files

from anyascii import anyascii
from babel import Locale
from babel.core import get_global

from thoes.kernel.yaml_text import read_yaml

_DATA = "nationalities.yaml"
# Territories under their names as CLDR has them, in the languages of the lists.
_LANGUAGES = ("nl", "en", "pl", "de", "ro", "bg", "hu", "uk", "es", "lt", "lv", "sk", "pt", "it", "hr", "tr", "ru")
# What ICAO 9303 part 3 section 5 has besides ISO 3166-1, and what people write from habit. A Brit of any kind is British.
_CODES = {"d": "DE", "uk": "GB", "el": "GR", "rks": "XK", "xkx": "XK", "rom": "RO", "gbr": "GB"}
_CODES |= dict.fromkeys(("gbd", "gbn", "gbo", "gbp", "gbs"), "GB")
# fmt: off
_NAMES = {
    "CZ": "Tsjechische Republiek; Czech Republic; Republika Czeska; Tschechische Republik; Republica Cehă; Чехия; Česko",
    "GB": "Groot-Brittannië; Great Britain; England; Engeland; Schotland; Anglia; Wielka Brytania; Großbritannien",
    "MD": "Moldavië; Moldova; Moldavia; Republiek Moldavië; Republic of Moldova; Republica Moldova; Moldawien; Молдавия",
    "MK": "Macedonië; Macedonia; Mazedonien; Македония; Македонія",
    "NL": "Holland; Holandia; Olanda; Холандия; Голландія; Hollandia; The Netherlands; Paesi Bassi",
    "RU": "Russische Federatie; Russian Federation; Federacja Rosyjska; Federația Rusă; Российская Федерация",
    "SK": "Slowaakse Republiek; Slovak Republic", "SY": "Arabische Republiek Syrië; Syrian Arab Republic",
    "TR": "Turkey; Turkiye", "US": "USA; U.S.A.; Amerika; America; Stany Zjednoczone; VS; SUA",
    "BY": "Belarus; Wit-Rusland; Weißrussland", "VN": "Viet Nam", "KR": "Korea; Zuid-Korea",
    "IR": "Islamic Republic of Iran",
}
_ABOUT_NATIONALITY = frozenset(
    {"nationaliteit", "nationality", "burger", "citizen", "citizenship", "obywatelstwo", "obywatel", "obywatelka",
     "narodowosc",
     "narodowosci", "staatsangehorigkeit", "staatsangehoriger", "staatsangehorige", "cetatenie", "cetatean", "nationalitate",
     "grazhdanstvo", "natsionalnost", "hromadyanstvo", "allampolgarsag", "allampolgar", "nacionalidad", "de", "la",
     "the", "van"}
)
# fmt: on
_PARTS = re.compile(r"[/,;()|&+\[\]]|\s[-–—]\s")
_FLAG = re.compile("[\U0001f1e6-\U0001f1ff]{2}")
# The endings that a word gets instead of its own last letters, or (for "") behind it.
_ENDINGS: dict[str, tuple[tuple[str, tuple[str, ...]], ...]] = {
    "nl": (("e", ("",)), ("", ("en", "s"))),
    "en": (("", ("s",)),),
    "pl": (("i", ("a", "ie")), ("y", ("a", "e"))),
    "de": (("e", ("en", "in")), ("", ("e", "er", "es", "en", "in"))),
    "ro": (("", ("ă", "i", "e", "că")),),
    "bg": (("и", ("а", "о", "ия")),),
    "hu": (("", ("ok", "ek", "ak")),),
    "uk": (("ий", ("а", "е", "і")),),
    "es": (("o", ("a", "os", "as")), ("és", ("esa", "eses", "esas")), ("án", ("ana", "anes", "anas")),
           ("ón", ("ona", "ones", "onas")), ("", ("a", "s", "es"))),
}  # fmt: skip


def nationalities(language: str) -> dict[str, str]:
    """What each nationality is called in Dutch or English, by its code."""
    shown = "nl" if language.startswith("nl") else "en"
    return {code: words[shown].partition("/")[0] for code, words in _read().items()}


def nationality_named(code: str, language: str) -> str:
    """One nationality as a paper says it: a word in Dutch and English, in another language the name of the country.

    Our words in other languages are for reading: a Polish form wants another gender than we have. A code that we do not
    know is said as it is.
    """
    if language in ("nl", "en"):
        return nationalities(language).get(code, code)
    return str(Locale.parse(language).territories.get(code, code))


@lru_cache(maxsize=4096)
def nationality_of(text: str) -> str:
    """The code that is meant by a code, a country or a word for its people; "" when that is not certain."""
    if flag := _FLAG.search(text):
        return _only([anyascii("".join(chr(ord(char) - 0x1F1E6 + ord("a")) for char in flag.group()))])
    if found := _only([text]):
        return found
    return _only([part for part in _PARTS.split(text) if part.strip()])


def _only(parts: list[str]) -> str:
    """The one code that all the parts mean, or ""."""
    found = {_meant_by(part) for part in parts}
    return found.pop() if len(found) == 1 else ""


def _meant_by(part: str) -> str:
    if code := _meanings().get(_key(part)):
        return code
    words = [word for word in part.split() if _key(word) not in _ABOUT_NATIONALITY]
    return _meanings().get(_key("".join(words)), "")


def _key(text: str) -> str:
    return "".join(letter for letter in anyascii(text).lower() if letter.isalpha())


@cache
def _read() -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = read_yaml(files("thoes.register").joinpath(_DATA).read_text("utf-8"))
    return found


@cache
def _meanings() -> dict[str, str]:
    """The code of every word; a word with two meanings has none. Codes go before names, and names before other words."""
    known = dict(_of_one_meaning(_words()))
    known |= dict(_of_one_meaning(_countries()))
    return known | dict(_codes())


def _of_one_meaning(pairs: Iterator[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    meanings: dict[str, set[str]] = {}
    for word, code in pairs:
        meanings.setdefault(_key(word), set()).add(code)
    for key, codes in meanings.items():
        yield key, codes.pop() if len(codes) == 1 else ""


def _codes() -> Iterator[tuple[str, str]]:
    states = _read()
    yield from ((code.lower(), code) for code in states)
    for three, two in get_global("territory_aliases").items():
        if len(three) == 3 and three.isalpha() and len(two) == 1 and two[0] in states:
            yield three.lower(), two[0]
    yield from _CODES.items()


def _countries() -> Iterator[tuple[str, str]]:
    for language in _LANGUAGES:
        names = Locale(language).territories
        yield from ((names[code], code) for code in _read() if code in names)
    yield from ((name, code) for code, names in _NAMES.items() for name in names.split(";"))


def _words() -> Iterator[tuple[str, str]]:
    for code, by_language in _read().items():
        for language, words in by_language.items():
            for word in words.split("/"):
                yield word, code
                yield from ((form, code) for form in _forms(word, language))


def _forms(word: str, language: str) -> Iterator[str]:
    for ending, others in _ENDINGS.get(language, ()):
        if word.endswith(ending):
            stem = word[: len(word) - len(ending)]
            yield from (stem + other for other in others)
            return
