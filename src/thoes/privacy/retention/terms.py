"""Terms in days, weeks, months or years, counted back from a day. Nothing here knows which term holds for whom."""

from calendar import monthrange
from datetime import date, timedelta

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext


class TermUnit(models.TextChoices):
    """What a term is counted in."""

    DAYS = "days", _("days")
    WEEKS = "weeks", _("weeks")
    MONTHS = "months", _("months")
    YEARS = "years", _("years")


def cut_off(on: date, *, number: int, unit: str) -> date:
    """The latest day on which something may have ended so that its term is over on `on`.

    A month before the 31st is the last day of a shorter month: an erasure may come up to three days late, never early.
    """
    if unit in (TermUnit.DAYS, TermUnit.WEEKS):
        return on - timedelta(days=number * (7 if unit == TermUnit.WEEKS else 1))
    months = on.year * 12 + on.month - 1 - number * (12 if unit == TermUnit.YEARS else 1)
    year, month = divmod(months, 12)
    if year < 1:
        return date.min
    return date(year, month + 1, min(on.day, monthrange(year, month + 1)[1]))


def in_words(number: int, unit: str) -> str:
    """A term as a reader says it."""
    texts = {
        TermUnit.DAYS: ngettext("%(number)s day", "%(number)s days", number),
        TermUnit.WEEKS: ngettext("%(number)s week", "%(number)s weeks", number),
        TermUnit.MONTHS: ngettext("%(number)s month", "%(number)s months", number),
        TermUnit.YEARS: ngettext("%(number)s year", "%(number)s years", number),
    }
    return texts[TermUnit(unit)] % {"number": number}
