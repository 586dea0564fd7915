"""Reads of checks and findings: the own ones, and those of the other side once they were handed over."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Case, Count, F, IntegerField, Q, QuerySet, Value, When

from thoes.accounts.public import Actor
from thoes.housing.public import HOUSING_PERMITS, Unit, visible_sites
from thoes.inspections.access import kind_of_check, side_of
from thoes.inspections.check_list import CheckList, Group, Item, list_of
from thoes.inspections.domain.checks import (
    STILL_OPEN,
    TO_MEND,
    FindingState,
    ItemOutcome,
    Progress,
    Severity,
    progress_of,
    proposed_term,
)
from thoes.inspections.models import Check, CheckAnswer, CheckPhoto, Finding
from thoes.inspections.permissions import CHECK_SITES
from thoes.privacy.public import as_tenant
from thoes.rules.loading import use_parameter


@dataclass(frozen=True, slots=True)
class CheckLine:
    """An item as it stands in a check: for the site, or for one room."""

    item: Item
    unit: Unit | None
    answer: CheckAnswer | None
    photos: tuple[CheckPhoto, ...] = ()
    finding: Finding | None = None

    @property
    def outcome(self) -> ItemOutcome:
        return ItemOutcome(self.answer.outcome) if self.answer else ItemOutcome.UNSAID


@dataclass(frozen=True, slots=True)
class Section:
    """The lines of a group, for the site or for one room."""

    group: Group
    unit: Unit | None
    lines: tuple[CheckLine, ...]

    @property
    def progress(self) -> Progress:
        return progress_of((line.outcome for line in self.lines), total=len(self.lines))

    @property
    def needs_a_look(self) -> bool:
        """Whether a line is wrong, or was not looked at; what does not apply here is well."""
        return any(line.outcome not in (ItemOutcome.IN_ORDER, ItemOutcome.NOT_APPLICABLE) for line in self.lines)


@dataclass(frozen=True, slots=True)
class CheckSheet:
    """A whole check, in walking order: first what is looked at once, then room by room."""

    check: Check
    used: CheckList
    sections: tuple[Section, ...]

    @property
    def lines(self) -> list[CheckLine]:
        return [line for section in self.sections for line in section.lines]

    @property
    def progress(self) -> Progress:
        lines = self.lines
        return progress_of((line.outcome for line in lines), total=len(lines))

    def line(self, item: str, unit_id: UUID | None) -> CheckLine | None:
        return next((line for line in self.lines if line.item.key == item and _pk(line.unit) == unit_id), None)

    def next_after(self, line: CheckLine) -> CheckLine | None:
        lines = self.lines
        place = next(i for i, other in enumerate(lines) if other.item is line.item and other.unit == line.unit)
        return lines[place + 1] if place + 1 < len(lines) else None

    def before(self, line: CheckLine) -> CheckLine | None:
        lines = self.lines
        place = next(i for i, other in enumerate(lines) if other.item is line.item and other.unit == line.unit)
        return lines[place - 1] if place else None

    def first_without_answer(self) -> CheckLine | None:
        return next((line for line in self.lines if line.outcome == ItemOutcome.UNSAID), None)


def checks_of(actor: Actor) -> QuerySet[Check]:
    """The checks that the actor may see, the latest first; what was begun by mistake too."""
    checks = Check.objects.select_related("site__municipality", "site__provider", "organisation")
    if not actor.may(CHECK_SITES):
        return checks.none()
    own = Q(kind=kind_of_check(side_of(actor)))
    sites = visible_sites(actor).order_by()
    return checks.filter(own | Q(handed_over_at__isnull=False), site__in=sites).order_by("-started_at")


def sheet_of(check: Check) -> CheckSheet:
    """A check with all it holds, in four queries."""
    used, rooms = list_of(check.list_version), list(check.rooms)
    units = Unit.objects.in_bulk(rooms)
    answers = {(a.item, a.unit_id): a for a in CheckAnswer.objects.filter(check_made=check, replaced_at=None)}
    findings = {(f.item, f.unit_id): f for f in Finding.objects.filter(check_made=check).exclude(state="withdrawn")}
    photos: dict[tuple[str, UUID | None], list[CheckPhoto]] = {}
    for photo in CheckPhoto.objects.filter(check_made=check, finding=None):
        photos.setdefault((photo.item, photo.unit_id), []).append(photo)

    def section(group: Group, unit: Unit | None) -> Section:
        places = [(item, (item.key, _pk(unit))) for item in group.items]
        return Section(
            group,
            unit,
            tuple(
                CheckLine(item, unit, answers.get(at), tuple(photos.get(at, ())), findings.get(at))
                for item, at in places
            ),
        )

    of_site = [section(group, None) for group in used.groups if not group.is_per_room]
    of_rooms = [
        section(group, units[room]) for room in rooms if room in units for group in used.groups if group.is_per_room
    ]
    return CheckSheet(check, used, tuple(of_site + of_rooms))


def findings_of(actor: Actor) -> QuerySet[Finding]:
    """The findings that the actor may see of checks that were closed once, what should be mended first on top."""
    checks = checks_of(actor).filter(voided=False, handed_over_at__isnull=False).order_by()
    rank = Case(
        When(state__in=TO_MEND, then=Value(0)),
        When(state=FindingState.ANSWERED, then=Value(1)),
        default=Value(2),
        output_field=IntegerField(),
    )
    return (
        Finding.objects.filter(check_made__in=checks)
        .exclude(state=FindingState.WITHDRAWN)
        .select_related("site__municipality", "site__provider", "check_made", "unit")
        .annotate(rank=rank)
        .order_by("rank", F("repair_by").asc(nulls_last=True), "site__name", "pk")
    )


def overdue_q(on: date) -> Q:
    """Findings that should have been mended before a day. Agrees with `domain.checks.is_overdue`."""
    return Q(repair_by__lt=on, state__in=TO_MEND)


@dataclass(frozen=True, slots=True)
class FindingCounts:
    """How many findings stand how; the overdue ones are among those to mend."""

    overdue: int
    to_mend: int
    answered: int
    done: int

    @property
    def still_open(self) -> int:
        return self.to_mend + self.answered


def finding_counts(findings: QuerySet[Finding], *, on: date) -> FindingCounts:
    """Counted in one query."""
    return FindingCounts(
        **findings.order_by().aggregate(
            overdue=Count("pk", filter=overdue_q(on)),
            to_mend=Count("pk", filter=Q(state__in=TO_MEND)),
            answered=Count("pk", filter=Q(state=FindingState.ANSWERED)),
            done=Count("pk", filter=~Q(state__in=STILL_OPEN)),
        )
    )


@dataclass(frozen=True, slots=True)
class OpenFindings:
    """How many findings of a site are not over yet, and how many of those should have been mended by now."""

    still_open: int
    overdue: int


def open_findings_by_site(*, actor: Actor, on: date) -> dict[UUID, OpenFindings]:
    """The sites with open findings, as far as the actor may see their checks; nothing for who checks no sites.

    Numbers about buildings. They are asked for the purpose of checks, also by a page that is opened for another one.
    """
    if not actor.may(CHECK_SITES):
        return {}
    with as_tenant(actor, HOUSING_PERMITS):
        rows = (
            findings_of(actor)
            .filter(state__in=STILL_OPEN)
            .order_by()
            .values("site_id")
            .annotate(still_open=Count("pk"), overdue=Count("pk", filter=overdue_q(on)))
        )
        return {row.pop("site_id"): OpenFindings(**row) for row in rows}


def term_days(on: date) -> dict[Severity, int]:
    """How many days we propose for a repair; our own choice, in the rule book."""
    return {severity: use_parameter(f"housing.finding.days_{severity.value}", on).whole_number for severity in Severity}


def proposed_days(found_on: date) -> dict[Severity, date]:
    """The last day that we propose for a repair, for each severity."""
    days = term_days(found_on)
    return {severity: proposed_term(severity, found_on=found_on, days=days) for severity in Severity}


def outcome_counts(lines: Iterable[CheckLine]) -> dict[ItemOutcome, int]:
    """How many items have which outcome."""
    counts = dict.fromkeys(ItemOutcome, 0)
    for line in lines:
        counts[line.outcome] += 1
    return counts


def _pk(unit: Unit | None) -> UUID | None:
    return unit.pk if unit is not None else None
