"""Find the postcode in an address that was typed as one text.

Four digits and two letters stand in the name of a street too: of several the last one is the postcode, and "nr" before
a number is none ("Plein 1940 nr 5").
"""

import re

_POSTCODE = re.compile(r"\b(\d{4})\s?((?!(?:nr|no)\b\.?\s*\d)[a-z]{2})\b", re.IGNORECASE)


def last_postcode(text: str) -> re.Match[str] | None:
    """The postcode, with its digits and letters as groups; None when there is none."""
    found = list(_POSTCODE.finditer(text))
    return found[-1] if found else None
