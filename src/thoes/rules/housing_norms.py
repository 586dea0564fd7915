"""How many people may sleep at a site and in a room by each norm, and whether as many do.

A norm gives two numbers: up to `safe` people it is surely kept, above `most` it is surely broken. They are the same where
every figure is known and the sources agree; in between nobody can tell yet, and `missing` says what would decide it. A
figure that is filled in can therefore turn "unknown" into an answer, but never "within" into "over" or back.

Judges numbers of people only. Beds, wardrobes, fire safety and what an inspector sees are not judged here. AKF has a lighter
norm for the season whose numbers were not found, so its area is surely kept or unknown, never surely broken. Like every
answer of Thoes it is an indication.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from functools import cache, lru_cache

from thoes.kernel.refusals import Refusal
from thoes.rules.loading import UsedParameter, rule_book, use_parameter
from thoes.rules.norm_terms import (
    RESIDENTIAL,
    BuildingFacts,
    BuildingKind,
    LabelScheme,
    Limit,
    Missing,
    Norm,
    NormOutcome,
    RoomFacts,
    judge,
    worst,
)


@dataclass(frozen=True, slots=True)
class NormLine:
    """A number of people held against a norm."""

    limit: Limit
    people: int
    outcome: NormOutcome

    @property
    def too_many(self) -> int:
        """How many people above what the norm surely forbids; zero when it is not."""
        return max(0, self.people - self.limit.most) if self.limit.most is not None else 0

    @property
    def room_left(self) -> int:
        """How many more people are surely allowed."""
        return max(0, self.limit.safe - self.people)

    @property
    def needed(self) -> Decimal | None:
        """The figure with which these people would surely be within."""
        return self.limit.needed_for(self.people)


@dataclass(frozen=True, slots=True)
class RoomDecision:
    """A room and what each norm says of who sleeps there."""

    key: str
    people: int
    lines: tuple[NormLine, ...]

    @property
    def outcome(self) -> NormOutcome:
        return worst(line.outcome for line in self.lines)


@dataclass(frozen=True, slots=True)
class QualityDecision:
    """A site in a night: the outcome, and per norm and room the sums it follows from."""

    on: date
    people: int
    lines: tuple[NormLine, ...]
    rooms: tuple[RoomDecision, ...]

    @property
    def outcome(self) -> NormOutcome:
        return worst([*(line.outcome for line in self.lines), *(room.outcome for room in self.rooms)])

    @property
    def too_many(self) -> int:
        """How many people are surely too many, in the site as a whole or in its rooms; not zero for a site that is over."""
        of_site = max((line.too_many for line in self.lines), default=0)
        return max(of_site, sum(max((line.too_many for line in room.lines), default=0) for room in self.rooms))

    @property
    def missing(self) -> tuple[Missing, ...]:
        """What would decide the lines that are unknown, each once."""
        lines = [*self.lines, *(line for room in self.rooms for line in room.lines)]
        return tuple(
            dict.fromkeys(each for line in lines if line.outcome is NormOutcome.UNKNOWN for each in line.limit.missing)
        )

    @property
    def sources(self) -> tuple[UsedParameter, ...]:
        lines = [*self.lines, *(line for room in self.rooms for line in room.lines)]
        return tuple({each.key: each for line in lines for each in line.limit.sources}.values())


def housing_quality(
    building: BuildingFacts,
    rooms: Mapping[str, RoomFacts],
    people: Mapping[str, int],
    *,
    schemes: Collection[LabelScheme],
    permitted: int | None,
    on: date,
) -> QualityDecision:
    """Hold who sleeps at a site in the night of `on` against the permit, the building rule and its quality labels.

    `people` is counted per key of `rooms`; a key left out sleeps nobody.
    """
    total = sum(people.values())

    # A building has many rooms that are alike, with as many people in them.
    @cache
    def limits_of(room: RoomFacts) -> tuple[Limit, ...]:
        return room_limits(building, room, schemes=schemes, on=on)

    @cache
    def lines_of(room: RoomFacts, number: int) -> tuple[NormLine, ...]:
        return tuple(hold(limit, number) for limit in limits_of(room))

    limits = site_limits(building, schemes=schemes, permitted=permitted, on=on)
    return QualityDecision(
        on=on,
        people=total,
        lines=tuple(hold(limit, total) for limit in limits),
        rooms=tuple(
            RoomDecision(key, people.get(key, 0), lines_of(room, people.get(key, 0))) for key, room in rooms.items()
        ),
    )


def site_limits(
    building: BuildingFacts, *, schemes: Collection[LabelScheme], permitted: int | None, on: date
) -> tuple[Limit, ...]:
    """How many people may sleep at a site in the night of `on`, by each norm that applies to it."""
    found = [_permit(permitted), *_overcrowding(building, on)]
    if LabelScheme.SNF in schemes:
        found.append(_area(Norm.SNF_AREA, building.living_area, _snf_areas(building, on), Missing.LIVING_AREA))
        found.append(_facilities(Norm.SNF_SHOWERS, building.showers, "snf.shower.people", on, Missing.SHOWERS))
        found.append(_facilities(Norm.SNF_TOILETS, building.toilets, "snf.toilet.people", on, Missing.TOILETS))
    if LabelScheme.AKF in schemes:
        all_year = _area(Norm.AKF_AREA, building.living_area, _plain("akf.area", on), Missing.LIVING_AREA)
        found.append(_never_surely_broken(all_year, Missing.SEASON))
    return tuple(found)


def room_limits(
    building: BuildingFacts, room: RoomFacts, *, schemes: Collection[LabelScheme], on: date
) -> tuple[Limit, ...]:
    """How many people may sleep in a room in the night of `on`, by each norm that applies to it."""
    found: list[Limit] = []
    if LabelScheme.SNF in schemes:
        areas = _snf_bedroom_areas(building, on)
        found.append(_area(Norm.SNF_BEDROOM_AREA, room.bedroom_area, areas, Missing.BEDROOM_AREA))
        found.extend(_snf_bedroom_people(building, room.bedrooms, on))
    if LabelScheme.AKF in schemes:
        most = _used("akf.bedroom.people", on)
        found.append(_bedrooms(Norm.AKF_BEDROOM_PEOPLE, room.bedrooms, strict=most, mild=most))
    return tuple(found)


def hold(limit: Limit, people: int) -> NormLine:
    """One norm, one number of people."""
    return NormLine(limit, people, judge(people, safe=limit.safe, most=limit.most))


def together(limits: Sequence[Limit]) -> tuple[int, int | None] | None:
    """`safe` and `most` of several norms at once; None when no norm applies. Judged once, it gives their worst outcome."""
    if not limits:
        return None
    named = [limit.most for limit in limits if limit.most is not None]
    return min(limit.safe for limit in limits), min(named, default=None)


@lru_cache(maxsize=64)
def change_days(from_date: date, until: date) -> tuple[date, ...]:
    """The days in a period, its first one left out, from which another norm or another number holds."""
    keys = [key for key in rule_book().parameters if key.split(".")[0] in ("overcrowding", "snf", "akf")]
    days = {
        day
        for key in keys
        for version in rule_book().parameter(key).versions
        for day in (version.valid_from, version.valid_until)
        if day is not None and from_date < day < until
    }
    return tuple(sorted(days))


@dataclass(frozen=True, slots=True)
class _Choice:
    """The parameters that may be meant: the strictest and the mildest, and what would decide between them."""

    strict: UsedParameter
    mild: UsedParameter
    missing: tuple[Missing, ...] = ()


def _permit(permitted: int | None) -> Limit:
    if permitted is None:
        return Limit(Norm.PERMIT, 0, None, missing=(Missing.PERMITTED,))
    return Limit(Norm.PERMIT, permitted, permitted, Decimal(permitted))


def _overcrowding(building: BuildingFacts, on: date) -> list[Limit]:
    """Only of a dwelling; of a building of unknown kind nothing is surely too many."""
    if building.kind is not None and building.kind not in RESIDENTIAL:
        return []
    limit = _area(Norm.OVERCROWDING, building.living_area, _plain("overcrowding.area", on), Missing.LIVING_AREA)
    return [limit if building.kind is not None else _never_surely_broken(limit, Missing.KIND)]


def _never_surely_broken(limit: Limit, why: Missing) -> Limit:
    """The same norm where another reading, or no norm at all, may hold as well."""
    return limit if limit.most is None else replace(limit, most=None, missing=(why,))


def _area(norm: Norm, figure: Decimal | None, choice: _Choice | None, missing: Missing) -> Limit:
    if choice is None:
        return Limit(norm, 0, None, figure, missing=(Missing.NORM_OF_DAY,))
    if figure is None:
        return Limit(norm, 0, None, None, choice.strict, choice.mild, (missing,))
    safe, most = int(figure // choice.strict.amount), int(figure // choice.mild.amount)
    return Limit(norm, safe, most, figure, choice.strict, choice.mild, () if safe == most else choice.missing)


def _facilities(norm: Norm, number: int | None, key: str, on: date, missing: Missing) -> Limit:
    each = _used(key, on)
    if each is None:
        return Limit(norm, 0, None, missing=(Missing.NORM_OF_DAY,))
    if number is None:
        return Limit(norm, 0, None, None, each, each, (missing,))
    allowed = number * each.whole_number
    return Limit(norm, allowed, allowed, Decimal(number), each, each)


def _bedrooms(
    norm: Norm,
    bedrooms: int,
    *,
    strict: UsedParameter | None,
    mild: UsedParameter | None,
    missing: Missing | None = None,
) -> Limit:
    """`mild` None: by the other reading there is no maximum."""
    if strict is None:
        return Limit(norm, 0, None, Decimal(bedrooms), missing=(Missing.NORM_OF_DAY,))
    most = None if mild is None else bedrooms * mild.whole_number
    reasons = () if missing is None else (missing,)
    return Limit(norm, bedrooms * strict.whole_number, most, Decimal(bedrooms), strict, mild, reasons)


def _plain(key: str, on: date) -> _Choice | None:
    used = _used(key, on)
    return None if used is None else _Choice(used, used)


def _snf_areas(building: BuildingFacts, on: date) -> _Choice | None:
    dwelling, other, new = (_used(f"snf.area.{name}", on) for name in ("dwelling", "other", "new"))
    if dwelling is None or other is None:
        return None
    if new is not None and _is_new(building, on):
        return _Choice(new, new)
    may_be_new = new is not None and building.first_applied_on is None
    strict_for_hotel = other if new is None else new
    match building.kind:
        case None:
            strict = new if new is not None else dwelling
            return _Choice(strict, other, (Missing.KIND,))
        case BuildingKind.HOTEL:
            return _Choice(strict_for_hotel, other, _why_not(building))
        case kind:
            plain = dwelling if kind in RESIDENTIAL else other
            strict = new if may_be_new and new is not None else plain
            return _Choice(strict, plain, (Missing.FIRST_APPLIED,))


def _snf_bedroom_areas(building: BuildingFacts, on: date) -> _Choice | None:
    plain, recreation = _used("snf.bedroom.area", on), _used("snf.bedroom.area_recreation", on)
    if plain is None or recreation is None:
        return None
    if building.kind is None:
        return _Choice(plain, recreation, (Missing.KIND,))
    used = recreation if building.kind is BuildingKind.RECREATION else plain
    return _Choice(used, used)


def _snf_bedroom_people(building: BuildingFacts, bedrooms: int, on: date) -> list[Limit]:
    """One in a bedroom, or two who chose it, of what is new and perhaps of every hotel; once two on a recreation park."""
    norm = Norm.SNF_BEDROOM_PEOPLE
    exception, alone, chosen = (_used(f"snf.bedroom.people_{name}", on) for name in ("recreation", "new", "chosen"))
    found: list[Limit] = []
    if exception is not None and building.kind in (None, BuildingKind.RECREATION):
        unsure = building.kind is None
        mild, why = (None, Missing.KIND) if unsure else (exception, None)
        found.append(_bedrooms(norm, bedrooms, strict=exception, mild=mild, missing=why))
    if alone is None:
        return found
    if _is_new(building, on):
        found.append(_bedrooms(norm, bedrooms, strict=alone, mild=chosen, missing=Missing.WRITTEN_CHOICE))
    elif building.first_applied_on is None:
        found.append(_bedrooms(norm, bedrooms, strict=alone, mild=None, missing=Missing.FIRST_APPLIED))
    elif building.kind in (None, BuildingKind.HOTEL):
        why = Missing.KIND if building.kind is None else Missing.SOURCES_DIFFER
        found.append(_bedrooms(norm, bedrooms, strict=alone, mild=None, missing=why))
    return found


def _why_not(building: BuildingFacts) -> tuple[Missing, ...]:
    return (Missing.FIRST_APPLIED,) if building.first_applied_on is None else (Missing.SOURCES_DIFFER,)


def _is_new(building: BuildingFacts, on: date) -> bool:
    after = _used("snf.new.applied_after", on)
    return after is not None and building.first_applied_on is not None and building.first_applied_on > after.day


@lru_cache(maxsize=4_096)
def _used(key: str, on: date) -> UsedParameter | None:
    """The parameter of a day; None on a day of which we know no norm."""
    try:
        return use_parameter(key, on)
    except Refusal:
        return None
