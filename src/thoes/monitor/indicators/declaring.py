"""What an indicator is: no figure without it, because a number without its definition means nothing.

For one country and one year the published counts of international workers run from 406,000 to 960,000, each by another
definition. So all parts are needed; what a definition does not say, it says is not known.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Moment(TextChoices):
    """To what time a number belongs."""

    NIGHT = "night", _("one night")
    DAY = "day", _("one day")
    MONTH = "month", _("a calendar month")
    PERIOD = "period", _("a period that the figure names")
    YEAR = "year", _("1 January of a year")


class Unit(TextChoices):
    """What is counted."""

    PERSONS = "persons", _("persons")
    STAYS = "stays", _("stays: somebody in a bed")
    JOBS = "jobs", _("jobs")
    BEDS = "beds", _("beds")
    PLACES = "places", _("places to stay")


class Where(TextChoices):
    """Whether it is about where somebody lives or works."""

    LIVES = "lives", _("lives there")
    WORKS = "works", _("works there")
    STANDS = "stands", _("stands there")


NOT_OF_THE_REGISTER = _("Coverage does not apply: this does not come from the night register in Thoes.")
"""What stands where the coverage of a number would stand, beside one that nobody counted in Thoes."""


class Way(TextChoices):
    """How the number comes about."""

    COUNTED = "counted", _("counted")
    ESTIMATED = "estimated", _("estimated, with an interval")
    FORECAST = "forecast", _("forecast, with an interval")
    QUOTED = "quoted", _("taken over from a published source")


@dataclass(frozen=True, slots=True, kw_only=True)
class Indicator:
    """One definition. What changes makes a new version: `before` is the one it replaces, `changed` says what is different.

    `is_not` says what a reader could take it for and what it is not. `since` is the first day of this version.
    What does not come from the night register has no coverage: no confirmed bed makes it surer.
    """

    key: str
    name: Any
    population: Any
    moment: Moment
    unit: Unit
    where: Where
    way: Way
    source: Any
    is_not: Any
    since: date
    before: "Indicator | None" = None
    changed: Any = ""
    is_of_register: bool = True

    def __post_init__(self) -> None:
        if self.before is not None and (
            self.before.key != self.key or not self.changed or self.since <= self.before.since
        ):
            raise ValueError(f"{self.key}: a new version keeps the key, says what changed, and begins later")

    @property
    def version(self) -> int:
        return 1 + (self.before.version if self.before else 0)

    def versions(self) -> Iterator["Indicator"]:
        """This one and those before, the latest first."""
        yield self
        if self.before is not None:
            yield from self.before.versions()

    def on(self, day: date) -> "Indicator":
        """The definition by which a number of a day was counted; of before the first one, the first."""
        return next((each for each in self.versions() if each.since <= day), list(self.versions())[-1])
