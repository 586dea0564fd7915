"""Names of rooms and beds, as people write them beside the name on the board.

"Kamer 012", "k12" and "12" are one room; "1-2", "1.2", "1 2", "1/6" and "12" are five.
"""

import re
import unicodedata
from functools import lru_cache

_BED_WORDS = (
    "bed|bett|łóżko|lozko|pat|легло|ліжко|ágy|cama|slaapplaats|slaapplek|plaats|place|miejsce|platz|loc|место|місце"
)
_ROOM_WORD = re.compile(
    r"(?:(?:kamer|kamernr|kmr|room|rm|pokoj|pokój|pok|zimmer|zi|cameră|camera|cam|szoba|стая|кімната|комната|habitación|"
    r"habitacion|hab|unit|" + _BED_WORDS + r"|nummer|number|numer|nr|no|num|k)(?![^\W\d_])[.: ]*)+"
)
_BED_BEHIND = re.compile(
    r"(?<=\w)[ ,;/-]*(?<![^\W\d_])(?:" + _BED_WORDS + r")(?![^\W\d_])[.: ]*(?:(?:nr|no)\b[.: ]*)?(?=\w+$)"
)
# Letters that look and sound the same in both alphabets: bed "А" on a Bulgarian keyboard is bed "A".
_SAME_LETTERS = str.maketrans("аекмот", "aekmot")
_ZEROS_IN_FRONT = re.compile(r"0+(?=\d)")


@lru_cache(maxsize=50_000)
def plain(name: str) -> str:
    """The name in small letters, with one kind of space, dash and letter A."""
    text = "".join(
        "-" if unicodedata.category(char) == "Pd" or char == "\u2212" else char
        for char in unicodedata.normalize("NFKC", name)
        if unicodedata.category(char) != "Cf"
    )
    text = text.casefold() if text.isascii() or not _only_of_both(text) else text.casefold().translate(_SAME_LETTERS)
    return re.sub(r" ?([-/]) ?", r"\1", " ".join(text.split()))


def _only_of_both(text: str) -> bool:
    """Whether the Cyrillic letters of a name all have a twin: a word such as "стая" stays what it is."""
    return all(char.isascii() or not char.isalpha() or ord(char) in _SAME_LETTERS for char in text.casefold())


@lru_cache(maxsize=50_000)
def bare(name: str) -> str:
    """The plain name without a word for room or bed in front of it, and without zeros in front.

    A word for the bed behind the room becomes the dash that the board has between them: "kamer 10, bed a" is "10-a".
    """
    text = plain(name)
    word = _ROOM_WORD.match(text)
    rest = text[word.end() :].lstrip("-") if word else text
    rest = _BED_BEHIND.sub("-", rest or text)
    return _ZEROS_IN_FRONT.sub("", rest, count=1) if rest[:1] == "0" else rest


@lru_cache(maxsize=50_000)
def says_bed(name: str) -> bool:
    """Whether a word says that what stands last in the name is a bed: then "10 bed 3" is no room 10-3."""
    return _BED_BEHIND.search(plain(name)) is not None


@lru_cache(maxsize=50_000)
def together(unit: str, bed: str) -> frozenset[str]:
    """How a room and a bed are written in one: "10-a" for both, "10 a", "10a", "10/a" where nobody can mistake it."""
    room, place = bare(unit), bare(bed)
    if not room or not place:
        return frozenset()
    found = {f"{room}-{place}"}
    if room[-1].isdigit() != place[0].isdigit():
        found |= {f"{room}{sign}{place}" for sign in ("", " ", "/", ".", ", ")}
    return frozenset(found)
