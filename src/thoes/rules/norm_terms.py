"""The words in which norms for housing are put: what is held, what of, what may be missing, and how an outcome is judged."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_UP, Decimal
from enum import StrEnum

from thoes.rules.loading import UsedParameter


class BuildingKind(StrEnum):
    """What sort of building or terrain it is."""

    DWELLING = "dwelling"
    COMPLEX = "complex"
    LIVING_UNITS = "living_units"
    HOTEL = "hotel"
    RECREATION = "recreation"
    OTHER_UNITS = "other_units"


RESIDENTIAL = frozenset({BuildingKind.DWELLING, BuildingKind.COMPLEX, BuildingKind.LIVING_UNITS})


class LabelScheme(StrEnum):
    """A private quality label."""

    SNF = "snf"
    AKF = "akf"


class Norm(StrEnum):
    """What a number of people is held against."""

    PERMIT = "permit"
    OVERCROWDING = "overcrowding"
    SNF_AREA = "snf_area"
    SNF_SHOWERS = "snf_showers"
    SNF_TOILETS = "snf_toilets"
    SNF_BEDROOM_AREA = "snf_bedroom_area"
    SNF_BEDROOM_PEOPLE = "snf_bedroom_people"
    AKF_AREA = "akf_area"
    AKF_BEDROOM_PEOPLE = "akf_bedroom_people"


class NormOutcome(StrEnum):
    """What is said of a number of people, the worst last."""

    WITHIN = "within"
    UNKNOWN = "unknown"
    OVER = "over"


SEVERITY = tuple(NormOutcome)


class Missing(StrEnum):
    """What has to be known before a norm can be held for certain."""

    PERMITTED = "permitted"
    KIND = "kind"
    FIRST_APPLIED = "first_applied"
    LIVING_AREA = "living_area"
    BEDROOM_AREA = "bedroom_area"
    SHOWERS = "showers"
    TOILETS = "toilets"
    WRITTEN_CHOICE = "written_choice"
    SOURCES_DIFFER = "sources_differ"
    SEASON = "season"
    NORM_OF_DAY = "norm_of_day"


@dataclass(frozen=True, slots=True)
class BuildingFacts:
    """What is known of a building; None where it is not. `first_applied_on` is the day of the first permit application."""

    kind: BuildingKind | None = None
    first_applied_on: date | None = None
    living_area: Decimal | None = None
    showers: int | None = None
    toilets: int | None = None


@dataclass(frozen=True, slots=True)
class RoomFacts:
    """A room or dwelling: the area of its bedrooms together, and how many bedrooms it has."""

    bedroom_area: Decimal | None = None
    bedrooms: int = 1


@dataclass(frozen=True, slots=True)
class Limit:
    """How many people a norm allows. `most` is None where no number is surely too many.

    `figure` times or divided by a parameter gives the two numbers: `strict` gives `safe`, `mild` gives `most`.
    """

    norm: Norm
    safe: int
    most: int | None
    figure: Decimal | None = None
    strict: UsedParameter | None = None
    mild: UsedParameter | None = None
    missing: tuple[Missing, ...] = ()

    @property
    def is_certain(self) -> bool:
        return self.safe == self.most

    @property
    def sources(self) -> tuple[UsedParameter, ...]:
        used = {each.key: each for each in (self.strict, self.mild) if each is not None}
        return tuple(used.values())

    def needed_for(self, people: int) -> Decimal | None:
        """The figure with which this many people are surely within; None for a norm that has none."""
        if self.strict is None:
            return None
        if self.norm in _SHARED:
            return (Decimal(people) / self.strict.amount).quantize(Decimal(1), ROUND_UP)
        return people * self.strict.amount


# What several people share; of the other norms each person needs an area.
_SHARED = frozenset({Norm.SNF_SHOWERS, Norm.SNF_TOILETS, Norm.SNF_BEDROOM_PEOPLE, Norm.AKF_BEDROOM_PEOPLE})


def judge(people: int, *, safe: int, most: int | None) -> NormOutcome:
    """Within up to `safe`, over above `most`, unknown in between."""
    if people <= safe:
        return NormOutcome.WITHIN
    return NormOutcome.OVER if most is not None and people > most else NormOutcome.UNKNOWN


def worst(outcomes: Iterable[NormOutcome]) -> NormOutcome:
    """The gravest of them; within when there are none."""
    return max(outcomes, key=SEVERITY.index, default=NormOutcome.WITHIN)
