"""The life of a file: handed in, read, its columns agreed, tried on the real rules, carried out, and if need be undone.

Pages call the verbs in the upper half; the background jobs call `check` and `carry_on`, which look at where a run
stands in the database and go on from there. So a job that is repeated, or killed half-way, does no harm. The terminal
goes the same way in one call (`terminal.py`).
"""

import gc
import hashlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from datetime import datetime, timedelta
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet

from thoes.accounts.public import Actor, actor_for
from thoes.foundation.encryption.files import opened, write_sealed
from thoes.intake.kinds import FileKind, OnProgress, ReadFile, Stopped, Taken, all_kinds, kind_named
from thoes.intake.models import RejectedLine, RememberedColumns, Run, RunStatus
from thoes.intake.questions import answers_to, to_remember
from thoes.intake.reading.bsn_search import holds_bsn, refuse_bsn_in_name
from thoes.intake.reading.lines import Rejected
from thoes.intake.reading.tables import Notice, SaidColumns
from thoes.intake.reading_files import read_file
from thoes.intake.receipt_numbers import as_written, new_receipt_number
from thoes.intake.seeing import seen_lines
from thoes.intake.seen_lines import write_seen
from thoes.intake.stored_facts import stored, stored_cell
from thoes.kernel.refusals import Refusal
from thoes.privacy.public import as_tenant, cross_tenant

# How long lines that were sent back may wait to be mended. A choice of Thoes, not law.
LINES_KEPT = timedelta(days=30)
_UNDO_AT_ONCE = 2_000
_WAITING = (RunStatus.QUEUED, RunStatus.COLUMNS, RunStatus.READ, RunStatus.FAILED)
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


def files_of(run: Run) -> tuple[Path, ...]:
    """All that is kept of a run outside the database."""
    return file_of(run), lines_of(run)


def remove_files(run: Run) -> None:
    """Remove all that is kept of a run outside the database, now."""
    _unlink(files_of(run))


def _unlink(paths: Iterable[Path]) -> None:
    for path in paths:
        path.unlink(missing_ok=True)


def _remove_file(run: Run) -> None:
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
    if run.status != RunStatus.READ:
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
def drop(kind: Kind, *, actor: Actor, run_id: UUID) -> None:
    """Throw a file away that was not taken in, with the lines that it held."""
    run = _own_locked(kind, actor, run_id)
    if run.status not in _WAITING:
        raise Refusal("run_over")
    _remove_file(run)
    run.delete()


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


def check(run_id: UUID, *, at: datetime) -> None:
    """Read a file that waits, and say what would become of it. Does nothing with one that does not wait.

    A kind about which nobody is asked is carried out right after it.
    """
    found = _handling(run_id, RunStatus.QUEUED, at)
    if found is None:
        return
    run, kind = found
    try:
        with _cycles_left_alone():
            read = read_run(run, kind)
            taken = kind.try_out(read.lines, on_progress=_progress_of(run, kind)) if kind.asks_first else Taken()
    except Refusal as refusal:
        _fail(run, kind, refusal)
        return
    with as_tenant(kind.actor, kind.purpose):
        fresh = Run.objects.select_for_update().filter(pk=run.pk, status=RunStatus.QUEUED).first()
        if fresh is None:
            return
        keep_check(fresh, kind, read, taken)
        goes_on = fresh.status == RunStatus.READ and not kind.asks_first
        if goes_on:
            set_going(fresh)
    if goes_on:
        _carry_out(fresh, kind, read)


def keep_check(run: Run, kind: FileKind[Any], read: ReadFile[Any], taken: Taken, *, is_looked_at: bool = True) -> None:
    """Keep what a trial says; each of its lines too, where a person looks at them before anything goes in."""
    run.status = RunStatus.READ if read.understood and not read.asked else RunStatus.COLUMNS
    # Where nothing of a line may be kept, no examples of it are either.
    hidden: dict[str, Any] = {} if kind.keeps_cells else {"samples": []}
    run.sheets = [asdict(sheet) | hidden for sheet in read.sheets]
    run.notices = _as_kept([*read.notices, *taken.said.notices()])
    asked = [asdict(q) | {"key": q.key, "facts": stored(dict(q.facts))} for q in kind.answers.asked]
    # What was decided of a line or a person does not come up again, and can be decided otherwise.
    keys = {question["key"] for question in asked}
    run.questions = asked + [
        q for q in run.questions if q["about"] and q["key"] in kind.answers.given and q["key"] not in keys
    ]
    run.answers = kind.answers.given
    run.understood = _as_kept(kind.understood(read, taken) if taken.outcomes else [])
    run.new = run.changed = run.unchanged = run.rejected = 0
    run.left_out = {}
    run.rejected_lines.all().delete()
    _count(run, taken)
    run.rejected += len(read.rejected)
    run.lines_total = len(read.lines) + len(read.rejected)
    _send_back(run, [*read.rejected, *taken.rejected])
    if is_looked_at and run.status == RunStatus.READ and kind.asks_first and kind.keeps_cells:
        write_seen(lines_of(run), seen_lines(kind, read, taken))
    run.save()


def _as_kept(notices: Iterable[Notice]) -> list[dict[str, Any]]:
    return [{"code": notice.code, "facts": stored(notice.all_facts)} for notice in notices]


def carry_on(run_id: UUID, *, at: datetime) -> None:
    """Take in what is left of a run, from the last chunk that was kept."""
    found = _handling(run_id, RunStatus.RUNNING, at)
    if found is None:
        return
    run, kind = found
    _carry_out(run, kind)


def _carry_out(run: Run, kind: FileKind[Any], read: ReadFile[Any] | None = None) -> None:
    try:
        with _cycles_left_alone():
            take_rest(run, kind, read or read_run(run, kind))
    except Stopped:
        return
    except Refusal as refusal:
        _fail(run, kind, refusal)


def take_rest(run: Run, kind: FileKind[Any], read: ReadFile[Any]) -> None:
    """Take in what is left, until the receipt. Raises `Stopped` when somebody else goes on with it."""
    if run.lines_done == 0:
        with as_tenant(kind.actor, kind.purpose):
            # What could not be read is sent back; once, however often the first chunk is tried.
            fresh = Run.objects.select_for_update().get(pk=run.pk)
            fresh.rejected_lines.all().delete()
            fresh.rejected = len(read.rejected)
            _send_back(fresh, read.rejected)
            fresh.save()

    def keep(act: UUID | None, begin: int, size: int, taken: Taken) -> None:
        fresh = Run.objects.select_for_update().get(pk=run.pk)
        if fresh.status != RunStatus.RUNNING or fresh.lines_done != begin:
            raise Stopped
        fresh.act = act
        fresh.lines_done = begin + size
        fresh.lines_total = len(read.lines)
        _count(fresh, taken)
        _send_back(fresh, taken.rejected)
        fresh.save()

    kind.carry_out(read.lines, act=run.act, start=run.lines_done, keep=keep)
    with as_tenant(kind.actor, kind.purpose):
        fresh = Run.objects.select_for_update().get(pk=run.pk)
        if fresh.status != RunStatus.RUNNING:
            raise Stopped
        fresh.status = RunStatus.DONE
        fresh.finished_at = kind.at
        fresh.receipt_number = new_receipt_number()
        fresh.lines_total = len(read.lines) + len(read.rejected)
        fresh.save()
        _remove_file(fresh)


def undo_in_background(run_id: UUID, *, at: datetime) -> None:
    """Undo a long file; when that is not possible any more it stands as taken in again, with the reason."""
    found = _handling(run_id, RunStatus.UNDOING, at)
    if found is None:
        return
    run, kind = found
    try:
        with as_tenant(kind.actor, kind.purpose):
            undo(type(kind), actor=kind.actor, run_id=run.pk, at=at)
    except Refusal as refusal:
        _stop(run, kind, refusal, RunStatus.DONE)


def clean_up(*, at: datetime) -> None:
    """Drop what waited too long: files nobody took in, and lines nobody mended."""
    # Over all organisations: whose file it is makes no difference to how long it is kept.
    with cross_tenant():
        for kind in all_kinds():
            for run in Run.objects.filter(kind=kind.name, status__in=_WAITING, uploaded_at__lt=at - kind.waits):
                _remove_file(run)
                run.delete()
        RejectedLine.objects.filter(run__uploaded_at__lt=at - LINES_KEPT).delete()


def receipt(number: str) -> Run | None:
    """What was taken in with this receipt number, however it was typed. It names no worker: anyone may ask."""
    # Who checks a receipt need not be logged in; the number is the key, and only counts are shown.
    with cross_tenant():
        return Run.objects.filter(receipt_number=as_written(number)).first()


def _handling(run_id: UUID, status: RunStatus, at: datetime) -> tuple[Run, FileKind[Any]] | None:
    """The run, if it stands there, handled for the one who handed it in, with the rights of today."""
    # A job knows only an id; on whose behalf it works stands in the run itself.
    with cross_tenant():
        run = Run.objects.filter(pk=run_id, status=status).first()
    if run is None:
        return None
    kind = kind_named(run.kind)
    for permission in kind.permissions:
        actor = actor_for(user_id=run.uploaded_by, organisation_id=run.organisation_id, permission=permission)
        if actor is not None:
            return run, kind(actor=actor, asked=run.asked, at=at, run=run.pk, answers=run.answers)
    with cross_tenant():
        Run.objects.filter(pk=run_id).update(status=RunStatus.FAILED, refusal_code="uploader_left")
        _remove_file(run)
    return None


def read_run(run: Run, kind: FileKind[Any], *, said: SaidColumns | None = None) -> ReadFile[Any]:
    """Read the file of a run, by what was chosen and remembered of its columns. Raises `Refusal`."""
    if not file_of(run).exists():
        raise Refusal("file_gone")
    with as_tenant(kind.actor, kind.purpose):
        own = RememberedColumns.objects.filter(organisation_id=run.organisation_id, kind=run.kind)
        known = {
            name: (columns, answers) for name, columns, answers in own.values_list("fingerprint", "columns", "answers")
        }
        # The reader is another program and wants a file: a plain one is there for as long as it reads.
        with opened(file_of(run)) as plain:
            return read_file(
                plain,
                kind,
                columns=run.columns or None,
                remembered=lambda name: known.get(name, (None, {}))[0],
                answered=lambda name: known.get(name, (None, {}))[1],
                edits=run.edits,
                said=said,
            )


@contextmanager
def _cycles_left_alone() -> Iterator[None]:
    """A long list makes a million objects that all stay; looking through them for cycles takes half the time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _progress_of(run: Run, kind: FileKind[Any]) -> OnProgress:
    def tell(done: int, total: int) -> None:
        with as_tenant(kind.actor, kind.purpose):
            Run.objects.filter(pk=run.pk).update(lines_done=done, lines_total=total)

    return tell


def _fail(run: Run, kind: FileKind[Any], refusal: Refusal) -> None:
    """A file that cannot be taken in is of no use any more."""
    _stop(run, kind, refusal, RunStatus.FAILED)
    remove_files(run)


def _stop(run: Run, kind: FileKind[Any], refusal: Refusal, status: RunStatus) -> None:
    with as_tenant(kind.actor, kind.purpose):
        Run.objects.filter(pk=run.pk).update(
            status=status, refusal_code=refusal.code, refusal_facts=stored(refusal.facts)
        )


def _count(run: Run, taken: Taken) -> None:
    run.new += taken.new
    run.changed += taken.changed
    run.unchanged += taken.unchanged
    run.rejected += len(taken.rejected)
    for name, count in taken.left_out.items():
        run.left_out[name] = run.left_out.get(name, 0) + count


def _send_back(run: Run, rejected: list[Rejected]) -> None:
    keeps_cells = kind_named(run.kind).keeps_cells
    RejectedLine.objects.bulk_create(
        [
            RejectedLine(
                run=run,
                sheet=line.sheet[:100],
                line=line.line,
                problems=[{"field": p.field, "code": p.code, "facts": stored(p.facts)} for p in line.problems],
                cells=[stored_cell(cell) for cell in line.cells] if keeps_cells else [],
            )
            for line in rejected
        ],
        batch_size=2_000,
    )
