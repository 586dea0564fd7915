"""The words around the articles, in every language of the guide, and how a language is written."""

from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files

from babel import Locale

from thoes.foundation.translated_texts import LANGUAGES_OF_THE_GUIDE, TextFolder, Wording, locale_of

GUIDE_LANGUAGES = LANGUAGES_OF_THE_GUIDE

SOURCE = "nl"
"""The language that all the others are translations of."""


@dataclass(frozen=True, slots=True)
class KeptFolder(TextFolder):
    """A folder of texts over which stands what people saved on the screen (`keeping.texts`)."""

    def wording(self, language: str) -> Wording:
        """What was saved last and is shown, and else the file."""
        return _saved.get(language) or TextFolder.wording(self, language)

    def of_file(self, language: str) -> Wording:
        """As it ships with this version of Thoes."""
        return TextFolder.wording(self, language)


FRAME = KeptFolder(files("thoes.guide").joinpath("frame", "texts"), source=SOURCE, languages=GUIDE_LANGUAGES)

_saved: Mapping[str, Wording] = {}


def show_saved(wordings: Mapping[str, Wording]) -> None:
    """Let these stand over the files from now on, in this process: asked of the database at the beginning of each page."""
    global _saved
    _saved = wordings


def direction_of(language: str) -> str:
    """How a language is written: "ltr" or "rtl"."""
    return Locale.parse(locale_of(language)).text_direction
