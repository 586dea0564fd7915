"""Days in words. A list shows the same days hundreds of times, so they are remembered per language."""

from datetime import date
from functools import lru_cache

from django.utils.formats import date_format
from django.utils.translation import get_language


def day_in_words(value: date, pattern: str = "j F Y") -> str:
    """The day as the reader's language writes it; the pattern is that of Django's `date` filter.

    Dutch writes days and months with a small letter, also where a table of names has a capital; English does not.
    """
    return _remembered(value, pattern, get_language() or "")


@lru_cache(maxsize=8192)
def _remembered(value: date, pattern: str, language: str) -> str:
    words = date_format(value, pattern)
    return words.lower() if language == "nl" else words
