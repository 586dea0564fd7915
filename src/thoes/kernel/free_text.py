"""What somebody typed, without a BSN."""

from thoes.kernel.bsn import contains_bsn
from thoes.kernel.refusals import Refusal


def checked_text(text: str, *, field: str) -> str:
    """The text without spaces around it; refuses one that holds a number that may be a BSN."""
    if contains_bsn(text):
        raise Refusal("number_may_be_bsn", field=field)
    return text.strip()
