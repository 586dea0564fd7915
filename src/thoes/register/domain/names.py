"""One key for a name, however it is written: Cyrillic or Latin, with or without diacritics, names swapped."""

import re

from anyascii import anyascii


def search_key(*names: str) -> str:
    """Lower-case Latin words of the names in alphabetical order, parted by one space.

    "Żółty, Ania" and "Ania Zolty" give the same key; different people may share a key.
    """
    return " ".join(sorted(words_of(" ".join(names))))


def words_of(text: str) -> list[str]:
    """The Latin lower-case words of a text, in their own order."""
    return re.findall(r"[a-z0-9]+", anyascii(text).casefold())


def name_order(family_name: str, given_name: str) -> tuple[str, str]:
    """What names are sorted by: the family name first, accents and capitals left aside, Cyrillic among the Latin."""
    return anyascii(family_name).casefold(), anyascii(given_name).casefold()
