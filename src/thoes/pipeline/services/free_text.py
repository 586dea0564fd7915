"""What somebody typed, without a BSN."""

from thoes.kernel.bsn import contains_bsn
from thoes.kernel.refusals import Refusal


def plain(text: str, *, field: str) -> str:
    """The text without spaces around it; refuses one that holds a number that may be a BSN."""
    if contains_bsn(text):
        raise Refusal("number_in_text", field=field)
    return text.strip()
