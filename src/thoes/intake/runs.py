"""The life of a file, as far as somebody decides it: handed in, its columns said, asked, taken in, thrown away, undone.

What is done with it in between is the work of the background (`background.py`). The terminal goes the same way in one
call (`terminal.py`).
"""

import hashlib
from collections.abc import Iterable, Iterator
from datetime import datetime
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet

from thoes.accounts.public import Actor
from thoes.foundation.encryption.files import write_sealed
from thoes.intake.kinds import FileKind
from thoes.intake.models import RememberedColumns, Run, RunStatus
from thoes.intake.questions import answers_to, to_remember
from thoes.intake.reading.bsn_search import holds_bsn, refuse_bsn_in_name
from thoes.intake.receipt_numbers import as_written
from thoes.intake.stopped import is_stopped
from thoes.kernel.refusals import Refusal
from thoes.privacy.public import cross_tenant

_UNDO_AT_ONCE = 2_000
WAITING = (RunStatus.QUEUED, RunStatus.COLUMNS, RunStatus.READ, RunStatus.FAILED)
Kind = type[FileKind[Any]]


def runs_of(kind: Kind, actor: Actor) -> QuerySet[Run]:
    """The files of this kind that the actor's own organisation handed in, newest first."""
    runs = Run.objects.order_by("-uploaded_at")
    if not any(actor.may(permission) for permission in kind.permissions):
        return runs.none()
    return runs.filter(organisation_id=actor.organisation_id, kind=kind.name)


def hand_in(
    kind: Kind,
    *,
    actor: Actor,
    file_name: str,
    size: int,
    chunks: Iterable[bytes],
    asked: dict[str, Any],
    about: str = "",
    at: datetime,
) -> Run:
    """Keep a file, sealed, to be read; refuses what is too large before it is kept."""
    if not any(actor.may(permission) for permission in kind.permissions):
        raise PermissionError(f"this actor may not hand in {kind.name}")
    _refuse_too_large(size, kind.limits.file_bytes)
    refuse_bsn_in_name(file_name)
    digest = hashlib.sha256()
    run = Run(
        kind=kind.name,
        organisation_id=actor.organisation_id,
        organisation_name=actor.organisation_name,
        asked=asked,
        about=about[:200],
        uploaded_by=actor.user_id,
        uploaded_at=at,
        file_name=(file_name or "list")[-200:],
    )
    write_sealed(file_of(run), _counted_in(digest, chunks))
    run.sha256 = digest.hexdigest()
    run.save()
    return run


def _counted_in(digest: Any, chunks: Iterable[bytes]) -> Iterator[bytes]:
    for chunk in chunks:
        digest.update(chunk)
        yield chunk


def _refuse_too_large(size: int, most: int) -> None:
    if size > most:
        raise Refusal("file_too_large", field="file", megabytes=-(-size // 2**20), most=most // 2**20)
    if not size:
        raise Refusal("file_empty", field="file")


def file_of(run: Run) -> Path:
    """Where the file of a run is kept while it is needed."""
    return Path(settings.MEDIA_ROOT) / "lists" / str(run.pk)


def lines_of(run: Run) -> Path:
    """Where the lines of a run stand as they were understood, while a person looks at them."""
    return file_of(run).with_suffix(".lines")


def sheets_of(run: Run) -> Path:
    """Where the sheets of a spreadsheet stand as they were read once."""
    return file_of(run).with_suffix(".sheets")


def files_of(run: Run) -> tuple[Path, ...]:
    """All that is kept of a run outside the database."""
    return file_of(run), lines_of(run), sheets_of(run)


def remove_files(run: Run) -> None:
    """Remove all that is kept of a run outside the database, now."""
    _unlink(files_of(run))


def _unlink(paths: Iterable[Path]) -> None:
    for path in paths:
        path.unlink(missing_ok=True)


def remove_files_on_commit(run: Run) -> None:
    """Remove all that is kept of a run outside the database, once the transaction stands."""
    # Once it is deleted, a run knows no more where its files are.
    transaction.on_commit(partial(_unlink, files_of(run)))


@transaction.atomic
def choose_columns(kind: Kind, *, actor: Actor, run_id: UUID, columns: dict[str, dict[int, StrEnum]]) -> Run:
    """Say what the columns of each sheet hold; remembered for files of this kind with the same column names."""
    run = _own_locked(kind, actor, run_id)
    if run.status not in (RunStatus.COLUMNS, RunStatus.READ):
        raise Refusal("run_busy" if run.works else "run_over")
    by_name = {sheet["name"]: sheet for sheet in run.sheets}
    known = {name: found for name, found in columns.items() if name in by_name}
    if not any(kind.is_enough(frozenset(found.values())) for found in known.values()):
        raise Refusal(kind.columns_missing)
    run.columns = {name: {str(c): str(f) for c, f in found.items()} for name, found in known.items()}
    for name, chosen in run.columns.items():
        RememberedColumns.objects.update_or_create(
            organisation_id=actor.organisation_id,
            kind=kind.name,
            fingerprint=by_name[name]["fingerprint"],
            defaults={"columns": chosen},
        )
    run.status = RunStatus.QUEUED
    run.save(update_fields=["columns", "status"])
    return run


@transaction.atomic
def answer(kind: Kind, *, actor: Actor, run_id: UUID, sent: dict[str, str]) -> Run:
    """Decide what was asked of a checked file, and have it checked again; what holds for the whole of such files is
    remembered. Refusals as `answers_to` has them.
    """
    run = _to_settle(kind, actor, run_id)
    run.answers = {**run.answers, **answers_to(run.questions, sent)}
    remember_answers(run)
    run.status = RunStatus.QUEUED
    run.save(update_fields=["answers", "status"])
    return run


def remember_answers(run: Run) -> None:
    """Keep what was answered of the whole file for the next one with these column names."""
    if kept := to_remember(run.questions, run.answers):
        for sheet in run.sheets:
            RememberedColumns.objects.update_or_create(
                organisation_id=run.organisation_id,
                kind=run.kind,
                fingerprint=sheet["fingerprint"],
                defaults={"answers": kept},
                create_defaults={
                    "answers": kept,
                    "columns": {str(column): name for column, name in enumerate(sheet["fields"]) if name},
                },
            )


@transaction.atomic
def mend_line(kind: Kind, *, actor: Actor, run_id: UUID, sheet: str, line: int, edit: dict[str, Any]) -> Run:
    """Lay an edit (`edits.py`) over one line of a checked file, and have it checked again.

    Refusal `bsn_not_allowed` for a cell with a number that we may not keep, also not in what was typed here.
    """
    if kind.searches_unread:
        for cells in (edit.get("cells", {}), *edit.get("split", [])):
            for text in cells.values():
                if holds_bsn(text):
                    raise Refusal("bsn_not_allowed")
    run = _to_settle(kind, actor, run_id)
    run.edits = {**run.edits, sheet: {**run.edits.get(sheet, {}), str(line): edit}}
    run.status = RunStatus.QUEUED
    run.save(update_fields=["edits", "status"])
    return run


def _to_settle(kind: Kind, actor: Actor, run_id: UUID) -> Run:
    run = _own_locked(kind, actor, run_id)
    if run.status != RunStatus.READ:
        raise Refusal("run_busy" if run.works else "run_over")
    return run


@transaction.atomic
def start(kind: Kind, *, actor: Actor, run_id: UUID) -> Run:
    """Decide that the good lines are taken in; the background does it. A second press changes nothing."""
    run = _own_locked(kind, actor, run_id)
    if run.status in (RunStatus.RUNNING, RunStatus.DONE):
        return run
    if run.status != RunStatus.READ or kind.together_url(run):
        raise Refusal("run_over")
    set_going(run)
    return run


def set_going(run: Run) -> None:
    """From now on the file is being taken in."""
    run.rejected_lines.all().delete()
    run.status = RunStatus.RUNNING
    run.lines_done = run.new = run.changed = run.unchanged = run.rejected = 0
    run.save()


@transaction.atomic
def go_on(kind: Kind, *, actor: Actor, run_id: UUID) -> Run | None:
    """Decide that a file whose work stopped is worked on again, from where it stands; None when it did not stop."""
    run = _own_locked(kind, actor, run_id)
    return run if is_stopped(run) else None


@transaction.atomic
def drop(kind: Kind, *, actor: Actor, run_id: UUID) -> None:
    """Throw a file away that was not taken in, with the lines that it held."""
    run = _own_locked(kind, actor, run_id)
    if run.status not in WAITING:
        raise Refusal("run_over")
    remove_files_on_commit(run)
    run.delete()


def waiting_of(kind: Kind, *, actor: Actor, asked: dict[str, Any]) -> Run | None:
    """The last file of which the same was said beside it and that nobody decided on yet."""
    return runs_of(kind, actor).filter(asked=asked, status__in=WAITING).exclude(status=RunStatus.FAILED).first()


@transaction.atomic
def undo(kind: Kind, *, actor: Actor, run_id: UUID, at: datetime) -> Run:
    """Take a whole file back. A long one is left to the background: then its status is UNDOING."""
    run = _own_locked(kind, actor, run_id)
    if run.status not in (RunStatus.DONE, RunStatus.UNDOING) or run.act is None or kind.words.final:
        raise Refusal("run_over")
    if run.accepted > _UNDO_AT_ONCE and run.status == RunStatus.DONE:
        run.status = RunStatus.UNDOING
    else:
        kind(actor=actor, asked=run.asked, at=at, run=run.pk).undo(run.act)
        run.status = RunStatus.UNDONE
    run.save(update_fields=["status"])
    return run


@transaction.atomic
def forget_lines(kind: Kind, *, actor: Actor, run_id: UUID) -> None:
    """Throw the lines away that were sent back: they were mended, or are not needed."""
    _own_locked(kind, actor, run_id).rejected_lines.all().delete()


def _own_locked(kind: Kind, actor: Actor, run_id: UUID) -> Run:
    run = runs_of(kind, actor).select_for_update().filter(pk=run_id).first()
    if run is None:
        raise Refusal("run_over")
    return run


def receipt(number: str) -> Run | None:
    """What was taken in with this receipt number, however it was typed. It names no worker: anyone may ask."""
    # Who checks a receipt need not be logged in; the number is the key, and only counts are shown.
    with cross_tenant():
        return Run.objects.filter(receipt_number=as_written(number)).first()
