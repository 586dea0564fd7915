"""The words around the articles, in every language of the guide, and how a language is written."""

from importlib.resources import files

from babel import Locale

from thoes.foundation.translated_texts import LANGUAGES_OF_THE_GUIDE, TextFolder, locale_of

GUIDE_LANGUAGES = LANGUAGES_OF_THE_GUIDE

SOURCE = "nl"
"""The language that all the others are translations of."""

FRAME = TextFolder(files("thoes.guide").joinpath("frame", "texts"), source=SOURCE, languages=GUIDE_LANGUAGES)


def direction_of(language: str) -> str:
    """How a language is written: "ltr" or "rtl"."""
    return Locale.parse(locale_of(language)).text_direction
