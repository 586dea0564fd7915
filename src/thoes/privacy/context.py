"""On whose behalf and what for the database is asked: set for a transaction under a seal (`seal.py`), gone with it.

`as_tenant` is the narrow view of one actor for one purpose. `cross_tenant` is for what the rules must count over all
housing providers and municipalities; it shows nothing of it to the one who asked, and each use says why it is needed.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager, nullcontext
from contextvars import ContextVar
from dataclasses import dataclass
from uuid import UUID

from django.db import connection, connections, transaction
from psycopg.pq import TransactionStatus

from thoes.accounts.public import Actor, AnyActor, all_permissions, known_of
from thoes.foundation.database_roles import ACROSS_ROLE, APP_ROLE, ConnectAs, connect_as, default_role
from thoes.foundation.modules import Purpose
from thoes.privacy.permissions import WATCH_OVER_USE
from thoes.privacy.purposes import purpose_named, who_looks_for
from thoes.privacy.seal import SETTINGS, tell


class RoleNotTaken(RuntimeError):
    """The database does not begin a connection in the role of the application, or does not know our seal."""


class NoPurpose(RuntimeError):
    """People are looked at and nobody said by whom and what for."""


@dataclass(frozen=True, slots=True)
class Acting:
    """Who acts, and the one purpose for which."""

    actor: AnyActor
    purpose: Purpose


@dataclass(frozen=True, slots=True)
class _View:
    """The role that is taken, and the settings of `SETTINGS`."""

    role: str
    organisation: str = ""
    kind: str = ""
    territory: str = ""
    purpose: str = ""
    watched: str = ""
    person: str = ""
    code: str = ""
    may: str = ""


_NOBODY = _View(APP_ROLE)
_ACROSS = _View(ACROSS_ROLE)
_now_as: ContextVar[_View | None] = ContextVar("_now_as", default=None)
_acting: ContextVar[Acting | None] = ContextVar("_acting", default=None)


def purpose_of(actor: Actor, declared: Iterable[str]) -> Purpose | None:
    """The one of the declared purposes for which the actor may act; None when it may for none of them."""
    own = filter(None, map(purpose_named, declared))
    return next((purpose for purpose in own if any(map(actor.may, who_looks_for(purpose)))), None)


def who_acts() -> Acting:
    """Who acts in this transaction, and what for; `cross_tenant` is part of the same act. Raises `NoPurpose`."""
    acting = _acting.get()
    if acting is None:
        raise NoPurpose("People are looked at for no declared purpose: see `needs(..., purpose=...)` and `as_tenant`.")
    return acting


@contextmanager
def as_tenant(actor: AnyActor | None, purpose: Purpose | None) -> Iterator[None]:
    """Run the block, one transaction, with the rows that this actor may see for this purpose.

    For nobody, without a purpose, and for a purpose for which the actor may not act: no person at all.
    """
    acting = Acting(actor, purpose) if actor and purpose and _may_act(actor, purpose) else None
    token = _acting.set(acting)
    try:
        with _seen_as(_view_of(acting) if acting else _NOBODY):
            yield
    finally:
        _acting.reset(token)


@contextmanager
def cross_tenant() -> Iterator[None]:
    """Run the block, one transaction or a part of one, over all rows. Do not yield to others from within it."""
    with _seen_as(_ACROSS):
        yield


def see_nobody_by_default() -> None:
    """From now on a connection of this process sees no person outside `as_tenant` and `cross_tenant`.

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
    with cross_tenant(), connection.cursor() as cursor:
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
        # Inside another view (`cross_tenant` in `as_tenant`, mostly) no savepoint is made: three statements less, several
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


def _may_act(actor: AnyActor, purpose: Purpose) -> bool:
    """Whether the purpose is the actor's. A worker and the holder of a code see what is theirs, whatever the purpose."""
    return not isinstance(actor, Actor) or purpose_of(actor, [purpose]) is not None


def _view_of(acting: Acting) -> _View:
    known, purpose = known_of(acting.actor), acting.purpose
    if purpose is WATCH_OVER_USE:
        # Who watches over the use of data sees who looked, and no person: not even what the own organisation may see.
        return _View(APP_ROLE, purpose=purpose, watched=_text(known.organisation_id))
    return _View(
        APP_ROLE,
        organisation=_text(known.organisation_id),
        kind=known.organisation_kind,
        territory=known.municipality_code if known.organisation_kind == "municipality" else "",
        purpose=purpose,
        person=_text(known.person_id),
        code=known.code_hash,
        may=_permissions_of(acting.actor),
    )


def _permissions_of(actor: AnyActor) -> str:
    return ",".join(each for each in all_permissions() if actor.may(each)) if isinstance(actor, Actor) else ""


def _text(number: UUID | None) -> str:
    return "" if number is None else str(number)


def _enter(view: _View | None) -> None:
    # Without a view: as it was at the start of the connection.
    view = view or _View(default_role() or "none")
    connection.ensure_connection()
    tell(connection, view.role, [getattr(view, name) for name in SETTINGS])
