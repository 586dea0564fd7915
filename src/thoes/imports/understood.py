"""How a list of stays was understood as a whole, in a few sentences that a person reads before anything goes in."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from uuid import UUID

from thoes.imports.taking_in import StayLine
from thoes.intake.public import FoundOrder, Notice, Taken
from thoes.register.public import Declared

_SITES_NAMED = 30
_KNOWN = frozenset({"known_by_stay", "known_by_birth_date", "known_by_document", "known_by_chosen"})


def understood_of(
    lines: Sequence[StayLine],
    taken: Taken,
    *,
    names: Mapping[UUID, str],
    left_on: date | None,
    order: FoundOrder | None,
) -> list[Notice]:
    """First and last days, how dates were read, and how many people come to which site and how many rooms.

    `names` are those of the sites; `left_on` is when the missing left in a list of everybody who is here.
    """
    back = {(line.sheet, line.line) for line in taken.rejected}
    going = [line for line in lines if (line.sheet, line.line) not in back]
    people = [line for line in going if line.said.declared.worker_id is None]
    declared = [line.said.declared for line in people]
    if not declared:
        return []
    found = _days(declared)
    if left_on is not None and len(going) > len(people):
        found.append(Notice("", "understood_missing", {"count": len(going) - len(people), "day": left_on}))
    known = sum(any(n.code in _KNOWN for n in outcome.says) for outcome in taken.outcomes.values())
    found.append(Notice("", "understood_people", {"new": len(declared) - known, "known": known}))
    # Of the other cases there is a notice or a question.
    if order is not None and order.day_first and not order.month_first:
        found.append(Notice("", "understood_day_first", {"text": order.day_first}))
    found += _sites(people, taken, names)
    persons = [f"{one.worker.given_name} {one.worker.family_name}".strip() for one in declared if one.worker]
    if persons:
        found.append(Notice("", "understood_longest_name", {"text": max(persons, key=len)[:80]}))
    return found


def _days(declared: Sequence[Declared]) -> list[Notice]:
    days = [one.arrival for one in declared]
    left = [one.departure for one in declared if one.departure]
    found = [Notice("", "understood_arrivals", {"first": min(days), "last": max(days), "count": len(days)})]
    if left:
        found.append(Notice("", "understood_departures", {"first": min(left), "last": max(left), "count": len(left)}))
    return [*found, Notice("", "understood_staying", {"count": len(days) - len(left)})]


def _sites(people: Sequence[StayLine], taken: Taken, names: Mapping[UUID, str]) -> list[Notice]:
    rooms: dict[UUID, set[str]] = {}
    for line in people:
        if outcome := taken.outcomes.get((line.sheet, line.line)):
            rooms.setdefault(line.said.declared.site_id, set()).add(outcome.where.rpartition(" – ")[0])
    sites = Counter(line.said.declared.site_id for line in people)
    return [
        Notice("", "understood_site", {"site": names[site], "people": count, "rooms": len(rooms.get(site, ()))})
        for site, count in sites.most_common(_SITES_NAMED)
    ]
