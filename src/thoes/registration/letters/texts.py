"""The texts of the letters; and which language to begin with."""

from functools import cache
from importlib.resources import files

from thoes.foundation.translated_texts import TextFolder
from thoes.kernel.yaml_text import read_yaml

_FOLDER = files("thoes.registration").joinpath("letters")
# The other translations were made from the English text.
LETTERS = TextFolder(_FOLDER.joinpath("texts"), source="en")


@cache
def _by_nationality() -> tuple[dict[str, str], str]:
    read = read_yaml(_FOLDER.joinpath("languages.yaml").read_text(encoding="utf-8"))
    return read["by_nationality"], read["fallback"]


def first_guess(nationality: str) -> str:
    """In which language to write to somebody of this nationality (empty: unknown), until a clerk chooses another."""
    by_nationality, fallback = _by_nationality()
    return by_nationality.get(nationality.upper(), fallback)
