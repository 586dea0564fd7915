"""Who looked at whom in the own organisation: lines and plain counts, with numbers of persons and never a name of one."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from statistics import median
from uuid import UUID

from thoes.accounts.public import Actor, names_of_users, role_name, roles_of_members
from thoes.privacy.public import LogFilter, UserCount, counts_by_user


@dataclass(frozen=True, slots=True)
class Colleague:
    """What one user looked at, beside what is usual in the same role."""

    user_id: UUID | None
    name: str
    role: str
    count: UserCount
    # Half of the colleagues in this role looked at no more people than this; None when there is no colleague.
    usual: float | None


def colleagues(actor: Actor, wanted: LogFilter) -> list[Colleague]:
    """Everybody who looked, the most people first, beside the middle one of the others with the same role."""
    counts, roles = counts_by_user(wanted), roles_of_members(actor.organisation_id)
    names = names_of_users(count.user_id for count in counts if count.user_id)
    by_role: dict[str, dict[UUID, int]] = defaultdict(dict)
    looked = {count.user_id: count.persons for count in counts}
    for user_id, held in roles.items():
        # Who did not look at anybody counts as well: it is what is usual.
        by_role[held[0]][user_id] = looked.get(user_id, 0)
    return [
        Colleague(
            count.user_id,
            names.get(count.user_id, "–"),
            role_name(roles[count.user_id][0]) if count.user_id in roles else "",
            count,
            usual_of(count.user_id, roles, by_role),
        )
        for count in counts
    ]


def usual_of(
    user_id: UUID | None, roles: Mapping[UUID, list[str]], by_role: Mapping[str, Mapping[UUID, int]]
) -> float | None:
    """The middle number of people that the others with the same role looked at."""
    if user_id is None or user_id not in roles:
        return None
    others = [number for other, number in by_role[roles[user_id][0]].items() if other != user_id]
    return median(others) if others else None


def names_in(users: Iterable[UUID | None]) -> Mapping[UUID | None, str]:
    """What colleagues are called."""
    return names_of_users(user for user in users if user)
