"""What every write of the register shares: the change record, closing and opening versions, the database's refusals."""

from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from datetime import date, datetime
from functools import cache
from typing import Any
from uuid import UUID

from django.db import IntegrityError, connection
from psycopg import sql

from thoes.accounts.public import Actor
from thoes.foundation.bulk_insert import write_rows
from thoes.kernel.refusals import Refusal
from thoes.register.models import Change, Stay, Verb
from thoes.register.permissions import RECORD_STAYS
from thoes.register.queries import PersonNights
from thoes.register.signals import stays_changed

_CONSTRAINT_CODES = {
    "one_person_in_a_bed": "bed_taken_meanwhile",
    "one_bed_for_a_worker": "worker_here_meanwhile",
    "stay_lasts_a_night": "departure_before_arrival_plain",
    "stay_expected_after_arrival": "expected_before_arrival_plain",
    "one_current_version": "changed_meanwhile",
}


class Repeated(Exception):
    """The same request came before; carries the change it made then."""

    def __init__(self, change: Change) -> None:
        super().__init__("repeated")
        self.change = change


def begin_change(*, actor: Actor, verb: Verb, at: datetime, nonce: UUID | None, undoes: Change | None = None) -> Change:
    """Add the change record, or raise `Repeated` when this nonce was used before by the same organisation.

    The unique nonce makes the second of two simultaneous requests wait for the first and then repeat its answer.
    """
    if not actor.may(RECORD_STAYS):
        raise PermissionError("this actor may not record stays")
    change = Change(
        verb=verb,
        actor_id=actor.user_id,
        organisation_id=actor.organisation_id,
        recorded_at=at,
        nonce=nonce,
        undoes=undoes,
    )
    if _is_first(change):
        return change
    earlier = Change.objects.filter(nonce=nonce).first()
    # Another organisation's change cannot be seen, so a nonce that is taken and not ours is another's.
    if earlier is None or earlier.organisation_id != actor.organisation_id:
        raise Refusal("nonce_of_another")
    raise Repeated(earlier)


def _is_first(change: Change) -> bool:
    """Write the change, unless its nonce was used before. Not over the ORM, which does not tell the two apart."""
    fields = Change._meta.concrete_fields
    values = [field.get_db_prep_save(getattr(change, field.attname), connection) for field in fields]
    with connection.cursor() as cursor:
        cursor.execute(_insert_of_a_change(), values)
        is_first: bool = cursor.rowcount == 1
    change._state.adding = not is_first
    return is_first


@cache
def _insert_of_a_change() -> str:
    fields = Change._meta.concrete_fields
    insert = sql.SQL("INSERT INTO {} ({}) VALUES ({}) ON CONFLICT (nonce) DO NOTHING").format(
        sql.Identifier(Change._meta.db_table),
        sql.SQL(", ").join(sql.Identifier(field.column) for field in fields),
        sql.SQL(", ").join(sql.Placeholder() for _field in fields),
    )
    return insert.as_string()


@contextmanager
def refusals_of_the_database() -> Iterator[None]:
    """Turn a violated constraint into a refusal with a code; anything else passes.

    Inside a transaction or savepoint that the refusal must leave: after it the database answers nothing more in there.
    """
    assert connection.in_atomic_block
    try:
        yield
    except IntegrityError as error:
        name = getattr(getattr(error.__cause__, "diag", None), "constraint_name", None)
        code = _CONSTRAINT_CODES.get(name or "")
        if code is None:
            raise
        raise Refusal(code) from error


def current_stays(*, actor: Actor, stay_ids: Iterable[UUID], seen: Collection[UUID] | None = None) -> list[Stay]:
    """The believed versions of the actor's own stays, locked; refuses ids that are not there or not the actor's.

    `seen` holds the ids of the versions that stood on the page the actor looked at: another one by now is refused.
    """
    wanted = list(dict.fromkeys(stay_ids))
    found = {
        stay.stay_id: stay
        for stay in Stay.objects.select_for_update(of=("self",))
        .filter(stay_id__in=wanted, known_until=None, voided=False, site__provider_id=actor.organisation_id)
        .select_related("worker", "site__municipality")
        .order_by("stay_id")
    }
    if len(found) < len(wanted):
        missing = [stay_id for stay_id in wanted if stay_id not in found]
        own = Stay.objects.filter(stay_id__in=missing, site__provider_id=actor.organisation_id).exists()
        raise Refusal("changed_meanwhile" if own else "stay_unknown")
    if seen is not None and any(stay.pk not in seen for stay in found.values()):
        raise Refusal("changed_meanwhile")
    return [found[stay_id] for stay_id in wanted]


def close_version(stay: Stay, *, change: Change, at: datetime) -> None:
    """Stop believing a version from `at` on; refuses when someone else was first."""
    closed = Stay.objects.filter(pk=stay.pk, known_until=None).update(
        known_until=max(at, stay.known_from), closed_by=change
    )
    if not closed:
        raise Refusal("changed_meanwhile")


def next_version(stay: Stay, *, change: Change, at: datetime, **facts: Any) -> Stay:
    """A new, unsaved version of the stay with other facts."""
    kept = {
        field: getattr(stay, field)
        for field in (
            "stay_id",
            "worker_id",
            "bed_id",
            "site_id",
            "municipality_id",
            "employer_id",
            "arrival",
            "departure",
            "expected_departure",
            "voided",
        )
    }
    return Stay(**{**kept, **facts}, known_from=max(at, stay.known_from), opened_by=change)


def open_versions(versions: list[Stay]) -> None:
    """Believe these versions from now on, if the database agrees."""
    with refusals_of_the_database():
        write_rows(versions)


def announce(persons: Iterable[UUID], *, on: date, first: Iterable[PersonNights] = ()) -> None:
    """Tell the modules above that the nights of these persons may count differently now.

    `first` are all nights of those of them that this change brought into the register: nothing else is known of them.
    """
    stays_changed.send(sender=Stay, persons=list(dict.fromkeys(persons)), on=on, first=list(first))
