"""Find a citizen service number (BSN) where it may not stand.

Housing providers and register keepers have no ground to hold a BSN (Wabb art. 10; UAVG art. 46). A nine-digit number
that passes the "elfproef" may still be something else, about one in eleven does by chance, and is refused all the
same: a housing provider can leave out a number, nobody can take back a leaked BSN. Eight digits are checked as a BSN
without its leading zero, unless they are written as a date: 20261123, 2026-11-23 or 23-11-2026. One in eleven dates
passes the elfproef, and nobody parts a BSN at those places.

Digits of other scripts, digits as wide as a Chinese sign, and signs or spaces of any kind between them are read as a
person reads them: who wants to keep a BSN all the same does not get by with another sort of dash.
"""

import re
import unicodedata

from stdnum.nl import bsn

_DIGIT_RUN = re.compile(
    r"(?:(?<![0-9A-Za-z])|(?i:(?<=bsn)))(?<![0-9][ .\-])[0-9](?:[ .\-]?[0-9]){7,8}(?![ .\-]?[0-9])(?![A-Za-z])"
)
# Lists of 100,000 lines are searched cell by cell, and hardly any cell holds this many digits at all.
_EIGHT_DIGITS = re.compile(r"(?:[0-9][^0-9]{0,1}){8}")
_COMPACT_DATE = re.compile(r"(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])")
# Day and month as people mistype them (32-13-2026) count too: the parts tell a date, not the calendar.
_PARTED_DATE = re.compile(r"[0-3]\d([ .\-])[01]\d\1(?:19|20)\d\d")


def contains_bsn(text: str) -> bool:
    """True when the text holds a standing-alone number of eight or nine digits that passes the BSN check."""
    if not text.isascii():
        text = "".join(map(_as_read, unicodedata.normalize("NFKC", text)))
    if _EIGHT_DIGITS.search(text) is None:
        return False
    found = (match.group() for match in _DIGIT_RUN.finditer(text))
    runs = (re.sub(r"[^0-9]", "", run) for run in found if not _PARTED_DATE.fullmatch(run))
    return any(bsn.is_valid(run.zfill(9)) for run in runs if not _COMPACT_DATE.fullmatch(run))


def _as_read(char: str) -> str:
    """A digit of any script as 0 to 9, any dash or space as one of ours, and nothing for what is not seen."""
    if char.isdecimal():
        return str(unicodedata.decimal(char))
    category = unicodedata.category(char)
    if category in ("Cf", "Mn"):
        return ""
    return {"Pd": "-", "Zs": " "}.get(category, char)
