"""Signs that nobody sees: they make two names look the same, turn a line around, or stand for a name that is not there."""

import unicodedata

# Control signs, marks of direction and of joining, and what no script has given a meaning.
_INVISIBLE = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})
_NOT_IN_XML = frozenset({"Cc", "Cs", "Cn"})


def without_invisible_characters(text: str) -> str:
    """The text as it is seen, without spaces around it; a tab or the end of a line is a space."""
    if text.isascii() and text.isprintable():
        return text.strip()
    spaced = "".join(" " if char in "\t\n\r\v\f" else char for char in text)
    return "".join(char for char in spaced if unicodedata.category(char) not in _INVISIBLE).strip()


def without_control(text: str) -> str:
    """The text without what no XML can hold; spaces, tabs and ends of lines stay as they are."""
    if text.isprintable():
        return text
    return "".join(char for char in text if char in "\t\n\r" or unicodedata.category(char) not in _NOT_IN_XML)
