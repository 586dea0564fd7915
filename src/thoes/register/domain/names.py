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


# Between two names, in the languages of our lists. A capital I is an initial; "y", "e" and "-" stand in the name of one.
_AND = re.compile(r"[&+/;]|(?<=\s)(?:en|and|und|oraz|și|si|и|és|EN|AND|UND|ORAZ|i|u\.)(?=\s)")


def names_two_people(given_name: str, family_name: str) -> bool:
    """Whether two people stand where one belongs: "Jan & Ana", "Jan/Ana", "Jan en Ana"."""
    text = f"{given_name} {family_name}".strip(" &+/;")
    # Two words are one given and one family name, in all but few of 100,000 lines.
    return (text.count(" ") > 1 or not text.replace(" ", "").isalpha()) and _AND.search(text) is not None


def name_order(family_name: str, given_name: str) -> tuple[str, str]:
    """What names are sorted by: the family name first, accents and capitals left aside, Cyrillic among the Latin."""
    return anyascii(family_name).casefold(), anyascii(given_name).casefold()
