"""The life of a file, as far as nobody decides it: read, tried on the real rules, carried out, ended when nobody goes on.

The jobs call `check`, `carry_on` and `undo_in_background`, which look at where a run stands in the database and go on
from there. So a job that is repeated, or killed half-way, does no harm.
"""

import gc
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from thoes.accounts.public import actor_for
from thoes.intake.kept_sheets import open_sheets
from thoes.intake.kinds import FileKind, OnProgress, ReadFile, Stopped, Taken, all_kinds, kind_named
from thoes.intake.models import RejectedLine, RememberedColumns, Run, RunStatus
from thoes.intake.reading.lines import Rejected
from thoes.intake.reading.tables import Notice, SaidColumns
from thoes.intake.reading_files import read_sheets
from thoes.intake.receipt_numbers import new_receipt_number
from thoes.intake.runs import (
    WAITING,
    lines_of,
    remove_files,
    remove_files_on_commit,
    set_going,
    undo,
)
from thoes.intake.seeing import seen_lines
from thoes.intake.seen_lines import write_seen
from thoes.intake.stopped import worked_on
from thoes.intake.stored_facts import stored_cell
from thoes.kernel.refusals import Refusal
from thoes.kernel.stored_facts import stored
from thoes.privacy.public import as_tenant, cross_tenant

# How long lines that were sent back may wait to be mended. A choice of Thoes, not law.
LINES_KEPT = timedelta(days=30)


def check(run_id: UUID, *, at: datetime) -> None:
    """Read a file that waits, and say what would become of it. Does nothing with one that does not wait.

    A kind about which nobody is asked is carried out right after it; done again this goes on with that.
    """
    found = _handling(run_id, RunStatus.QUEUED, at)
    if found is None:
        going = _handling(run_id, RunStatus.RUNNING, at)
        if going and not going[1].asks_first:
            _carry_out(*going)
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
        remove_files_on_commit(fresh)


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
        _fail(run, kind, refusal)


def clean_up(*, at: datetime) -> None:
    """Drop what waited too long: files nobody took in, and lines nobody mended. End what stopped and nobody went on with."""
    # Over all organisations: whose file it is makes no difference to how long it is kept.
    with cross_tenant():
        for kind in all_kinds():
            old = Run.objects.filter(kind=kind.name, uploaded_at__lt=at - kind.waits)
            for run in old.filter(status__in=(RunStatus.RUNNING, RunStatus.UNDOING)).select_for_update():
                if not worked_on([run]):
                    _end(run, at=at)
            for run in old.filter(status__in=WAITING):
                remove_files_on_commit(run)
                run.delete()
        RejectedLine.objects.filter(run__uploaded_at__lt=at - LINES_KEPT).delete()


def _end(run: Run, *, at: datetime) -> None:
    """End a run that nobody goes on with. One of which nothing was taken in is dropped."""
    if run.status == RunStatus.UNDOING:
        _give_up(run, Refusal("undo_ended"), at=at)
    elif run.lines_done:
        rest = run.lines_done < run.lines_total
        _give_up(run, Refusal("run_ended", done=run.lines_done, lines=run.lines_total) if rest else None, at=at)
        remove_files_on_commit(run)
    else:
        remove_files_on_commit(run)
        run.delete()


def _give_up(run: Run, refusal: Refusal | None, *, at: datetime) -> None:
    """Say why nobody goes on with a run. What was taken in stays, with a receipt, and can be undone as ever."""
    if refusal is not None:
        run.refusal_code, run.refusal_facts = refusal.code, stored(refusal.facts)
    if run.status == RunStatus.RUNNING and run.lines_done:
        run.status, run.finished_at, run.receipt_number = RunStatus.DONE, at, new_receipt_number()
    elif run.status == RunStatus.UNDOING:
        # A file is undone as a whole or not at all, so everything of it is still there.
        run.status = RunStatus.DONE
    else:
        run.status = RunStatus.FAILED
    run.save()


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
        left = Run.objects.select_for_update().filter(pk=run_id, status=status).first()
        if left is not None:
            _give_up(left, Refusal("uploader_left"), at=at)
            remove_files_on_commit(left)
    return None


def read_run(run: Run, kind: FileKind[Any], *, said: SaidColumns | None = None) -> ReadFile[Any]:
    """Read the file of a run, by what was chosen and remembered of its columns. Raises `Refusal`."""
    sheets = open_sheets(run, kind.limits, otherwise=kind.open_otherwise)
    with as_tenant(kind.actor, kind.purpose):
        own = RememberedColumns.objects.filter(organisation_id=run.organisation_id, kind=run.kind)
        known = {
            name: (columns, answers) for name, columns, answers in own.values_list("fingerprint", "columns", "answers")
        }
        return read_sheets(
            sheets,
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
    """A file that cannot be taken in, or no further, is of no use any more."""
    with as_tenant(kind.actor, kind.purpose):
        fresh = Run.objects.select_for_update().filter(pk=run.pk).first()
        if fresh is not None:
            _give_up(fresh, refusal, at=kind.at)
    remove_files(run)


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
