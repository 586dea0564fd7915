"""On whose behalf the database is asked: set for a transaction under a seal (`seal.py`), gone with it.

`seen_by` is the narrow view of one actor. `across_borders` is for what the rules must count over all housers and
municipalities; it shows nothing of it to the one who asked, and each use says why it is needed.
"""

from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from contextvars import ContextVar
from dataclasses import dataclass

from django.db import connection, connections, transaction
from psycopg.pq import TransactionStatus

from thoes.accounts.public import Actor, Permission
from thoes.foundation.database_roles import ACROSS_ROLE, APP_ROLE, ConnectAs, connect_as, default_role
from thoes.privacy.purposes import Purpose
from thoes.privacy.seal import tell


class RoleNotTaken(RuntimeError):
    """The database does not begin a connection in the role of the application, or does not know our seal."""


@dataclass(frozen=True, slots=True)
class _View:
    role: str
    organisation: str = ""
    territory: str = ""
    purpose: str = ""
    watched: str = ""


# For which purpose somebody looks, by what that person may do; the first that fits. The database is told so.
PURPOSE_OF_PERMISSION = {
    Permission.SEE_REGISTRATION_DUTY: Purpose.BRP_REGISTRATION,
    Permission.SEE_NIGHT_REGISTER: Purpose.SUPERVISE_NIGHT_REGISTER,
    Permission.SEE_HOUSING: Purpose.HOUSING_PERMITS,
    Permission.SEE_OWN_SITES: Purpose.KEEP_NIGHT_REGISTER,
    Permission.CHECK_OWN_WORKERS: Purpose.CHECK_OWN_WORKERS,
}
_NOBODY = _View(APP_ROLE)
_ACROSS = _View(ACROSS_ROLE)
_now_as: ContextVar[_View | None] = ContextVar("_now_as", default=None)


@contextmanager
def seen_by(actor: Actor | None) -> Iterator[None]:
    """Run the block, one transaction, with the rows that this actor may see; for None no person at all."""
    with _seen_as(_view_of(actor)):
        yield


@contextmanager
def across_borders() -> Iterator[None]:
    """Run the block, one transaction or a part of one, over all rows. Do not yield to others from within it."""
    with _seen_as(_ACROSS):
        yield


def see_nobody_by_default() -> None:
    """From now on a connection of this process sees no person outside `seen_by` and `across_borders`.

    For the server and the jobs: what forgets to say on whose behalf it asks finds nothing, instead of everything. They
    connect as a user that may become the two roles and nothing else.
    """
    connect_as(ConnectAs.APPLICATION, role=APP_ROLE)
    refuse_wide_role()
    refuse_unknown_seal()
    # The processes that are forked off make a connection of their own.
    connections.close_all()


def refuse_wide_role() -> None:
    """Raise `RoleNotTaken` when this connection sees more than nobody.

    A pooler before the database may drop the option that sets the role, without a word; then nothing would be hidden.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user")
        if cursor.fetchone() != (APP_ROLE,):
            raise RoleNotTaken(
                "The database does not take the role that hides people from who may not see them. DATABASE_URL must reach"
                " PostgreSQL itself, or a pooler per session that passes the startup option `options` on."
            )


def refuse_unknown_seal() -> None:
    """Raise `RoleNotTaken` when the database does not take what this process seals: it would show nobody anything."""
    with across_borders(), connection.cursor() as cursor:
        cursor.execute("SELECT to_regprocedure('public.thoes_sees_all()') IS NOT NULL")
        known = cursor.fetchone() == (True,)
        if known:
            cursor.execute("SELECT public.thoes_sees_all()")
        if not known or cursor.fetchone() != (True,):
            raise RoleNotTaken(
                "The database does not know the seal of this installation: secrets/row-security-seal in THOES_HOME is another"
                " one than when `thoes setup` was run, or lost. Run `thoes setup` again."
            )


@contextmanager
def _seen_as(view: _View) -> Iterator[None]:
    outer = _now_as.get()
    nested = connection.in_atomic_block
    if nested and outer == view:
        # Already seen so: nothing to set, and nothing to put back.
        yield
        return
    token = _now_as.set(view)
    try:
        # Inside another view (`across_borders` in `seen_by`, mostly) no savepoint is made: three statements less, several
        # times in a request. Who wants to take a part back makes one. After an error of the database there is nothing to
        # put back: it takes no statement any more until what is around it is rolled back, and that brings the settings back.
        with nullcontext() if nested and outer is not None else transaction.atomic():
            _enter(view)
            try:
                yield
            finally:
                # The end of the transaction forgets the settings by itself.
                if nested and _answers():
                    _enter(outer)
    finally:
        _now_as.reset(token)


def _answers() -> bool:
    """Whether the transaction still takes statements."""
    if connection.needs_rollback or connection.connection is None:
        return False
    status: TransactionStatus = connection.connection.info.transaction_status
    return status == TransactionStatus.INTRANS


def _view_of(actor: Actor | None) -> _View:
    if actor is None:
        return _NOBODY
    if actor.may(Permission.SEE_LOOKS):
        # Who watches over the use of data sees who looked, and no person: not even what the own organisation may see.
        return _View(APP_ROLE, watched=str(actor.organisation_id))
    territory = actor.municipality_code if actor.organisation_kind == "municipality" else ""
    return _View(APP_ROLE, str(actor.organisation_id), territory, _purpose_of(actor))


def _purpose_of(actor: Actor) -> str:
    return next((purpose for permission, purpose in PURPOSE_OF_PERMISSION.items() if actor.may(permission)), "")


def _enter(view: _View | None) -> None:
    # Without a view: as it was at the start of the connection.
    view = view or _View(default_role() or "none")
    connection.ensure_connection()
    tell(connection, view.role, (view.organisation, view.territory, view.purpose, view.watched))
