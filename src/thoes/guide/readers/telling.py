"""Take down what a reader says of a page, without a person in it; old ones go."""

import re
from datetime import date, timedelta

from thoes.guide.layers.models import Layer
from thoes.guide.readers.models import About, ReaderFeedback, Said
from thoes.kernel.bsn import contains_bsn
from thoes.kernel.refusals import Refusal

MOST_LETTERS = 500
KEPT_DAYS = 365
"""Our own choice: as long as it takes to look at each article once."""

# Nine digits or more: a telephone number, a bank account. The numbers for help have eight at most (0900-8844).
_MANY_DIGITS = re.compile(r"\d(?:[ ().\-/]{0,2}\d){8,}")
_MAIL_ADDRESS = re.compile(r"\S@\S")


def may_identify(text: str) -> bool:
    """Whether a text holds a number or address by which somebody can be found; a name nobody can tell from a word."""
    return contains_bsn(text) or bool(_MANY_DIGITS.search(text) or _MAIL_ADDRESS.search(text))


def give_feedback(
    *, about: About, language: str, said: Said, on: date, key: str = "", remark: str = "", layer: Layer | None = None
) -> None:
    """Keep it; refuses a remark that may identify somebody."""
    if may_identify(remark):
        raise Refusal("remark_may_identify", field="remark")
    ReaderFeedback.objects.create(
        about=about, key=key, layer=layer, language=language, said=said, remark=remark.strip(), said_on=on
    )


def forget_old_feedback(*, on: date) -> int:
    """Remove what was said longer ago than a year; gives how many."""
    removed, _by_table = ReaderFeedback.objects.filter(said_on__lt=on - timedelta(days=KEPT_DAYS)).delete()
    return removed
