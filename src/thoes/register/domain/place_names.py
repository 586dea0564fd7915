"""Names of rooms and beds, as people write them beside the name on the board.

"Kamer 012", "k12" and "12" are one room; "1-2", "1.2", "1 2", "1/6" and "12" are five.
"""

import re
import unicodedata
from functools import lru_cache

_ROOM_WORD = re.compile(
    r"(?:(?:kamer|room|pokoj|pokój|zimmer|cameră|camera|szoba|стая|bed|bett|nr|no|k)(?![^\W\d_])[.: ]*)+"
)
_ZEROS_IN_FRONT = re.compile(r"0+(?=\d)")


@lru_cache(maxsize=50_000)
def plain(name: str) -> str:
    """The name in small letters, with one kind of space and dash."""
    text = "".join("-" if unicodedata.category(char) == "Pd" else char for char in unicodedata.normalize("NFKC", name))
    return re.sub(r" ?- ?", "-", " ".join(text.casefold().split()))


@lru_cache(maxsize=50_000)
def bare(name: str) -> str:
    """The plain name without a word for room or bed in front of it, and without zeros in front."""
    text = plain(name)
    word = _ROOM_WORD.match(text)
    rest = text[word.end() :].lstrip("-") if word else text
    return _ZEROS_IN_FRONT.sub("", rest or text, count=1) if (rest or text)[:1] == "0" else rest or text


@lru_cache(maxsize=50_000)
def together(unit: str, bed: str) -> frozenset[str]:
    """How a room and a bed are written in one: "10-a" for both, "10 a", "10a", "10/a" where nobody can mistake it."""
    room, place = bare(unit), bare(bed)
    if not room or not place:
        return frozenset()
    found = {f"{room}-{place}", f"{room} bed {place}", f"{room}-bed {place}", f"{room}, bed {place}"}
    if room[-1].isdigit() != place[0].isdigit():
        found |= {f"{room}{sign}{place}" for sign in ("", " ", "/", ".")}
    return frozenset(found)
