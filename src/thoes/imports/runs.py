"""The life of an upload: handed in, read, its columns agreed, taken in, and if need be undone.

Pages call the verbs in the upper half; the background jobs call `check` and `carry_on`, which look at where a run
stands in the database and go on from there. So a job that is repeated, or killed half-way, does no harm.
"""

import hashlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.db.models import QuerySet
from django.utils.timezone import localdate

from thoes.accounts.public import Actor, Permission, actor_for
from thoes.foundation.encryption.files import opened, write_sealed
from thoes.housing.public import Site
from thoes.imports.lines import ReadList, Rejected, read_list
from thoes.imports.models import ImportRun, MarkExtract, RejectedLine, RememberedColumns, RunStatus, SiteList
from thoes.imports.reading.bsn_search import refuse_bsn_in_name
from thoes.imports.reading.cells import Limits
from thoes.imports.reading.header import Mapping
from thoes.imports.reading.vocabulary import NAME_FIELDS, Field
from thoes.imports.receipt_numbers import as_written, new_receipt_number
from thoes.imports.site_lists.runs import file_of as site_list_file
from thoes.imports.stored_facts import stored, stored_cell
from thoes.imports.taking_in import Stopped, Taken, cycles_left_alone, plan, take_in
from thoes.kernel.refusals import Refusal
from thoes.privacy.public import Purpose, across_borders, seen_by
from thoes.register.public import Change, undo_change

# How long a list may wait for a person, and lines that were sent back may wait to be mended. Choices of Thoes, not law.
FILE_KEPT = timedelta(days=7)
LINES_KEPT = timedelta(days=30)
_UNDO_AT_ONCE = 2_000


def runs_of(actor: Actor) -> QuerySet[ImportRun]:
    """The uploads of the actor's own organisation, newest first."""
    runs = ImportRun.objects.select_related("site", "change").order_by("-uploaded_at")
    if not actor.may(Permission.UPLOAD_LISTS):
        return runs.none()
    return runs.filter(organisation_id=actor.organisation_id)


def hand_in(*, actor: Actor, site: Site, file: UploadedFile, at: datetime) -> ImportRun:
    """Keep an uploaded file to be read in the background; refuses what is too large before it is kept."""
    _refuse_too_large(file)
    refuse_bsn_in_name(file.name or "")
    digest = hashlib.sha256()
    run = ImportRun(
        organisation_id=actor.organisation_id,
        site=site,
        uploaded_by=actor.user_id,
        uploaded_at=at,
        file_name=(file.name or "list")[-200:],
    )
    write_sealed(file_of(run), _counted_in(digest, file.chunks()))
    run.sha256 = digest.hexdigest()
    run.save()
    return run


def _counted_in(digest: Any, chunks: Iterable[bytes]) -> Iterator[bytes]:
    for chunk in chunks:
        digest.update(chunk)
        yield chunk


def _refuse_too_large(file: UploadedFile) -> None:
    most = Limits().file_bytes
    if (file.size or 0) > most:
        raise Refusal("file_too_large", field="file", megabytes=-(-(file.size or 0) // 2**20), most=most // 2**20)
    if not file.size:
        raise Refusal("file_empty", field="file")


def file_of(run: ImportRun) -> Path:
    """Where the uploaded file of a run is kept while it is needed."""
    return Path(settings.MEDIA_ROOT) / "lists" / str(run.pk)


@transaction.atomic
def choose_columns(*, actor: Actor, run_id: UUID, columns: dict[str, dict[int, Field]]) -> ImportRun:
    """Say what the columns of each sheet hold; remembered for lists with the same column names."""
    run = _own_waiting(actor, run_id)
    by_name = {sheet["name"]: sheet for sheet in run.sheets}
    chosen = {name: {str(c): str(f) for c, f in found.items()} for name, found in columns.items() if name in by_name}
    if not any(_usable(Mapping(columns[name])) for name in chosen):
        raise Refusal("columns_missing")
    for name, found in chosen.items():
        RememberedColumns.objects.update_or_create(
            organisation_id=actor.organisation_id,
            fingerprint=by_name[name]["fingerprint"],
            defaults={"columns": found},
        )
    run.columns = chosen
    run.status = RunStatus.QUEUED
    run.save(update_fields=["columns", "status"])
    return run


def _usable(mapping: Mapping) -> bool:
    return Field.ARRIVAL in mapping.fields and bool(mapping.fields.intersection(NAME_FIELDS))


@transaction.atomic
def start(*, actor: Actor, run_id: UUID) -> ImportRun:
    """Decide that the list is taken in; the background does it. A second press on the button changes nothing."""
    run = _own_locked(actor, run_id)
    if run.status in (RunStatus.RUNNING, RunStatus.DONE):
        return run
    if run.status != RunStatus.READ:
        raise Refusal("run_over")
    run.rejected_lines.all().delete()
    run.status = RunStatus.RUNNING
    run.lines_done = run.new = run.changed = run.unchanged = run.rejected = 0
    run.save()
    return run


@transaction.atomic
def drop(*, actor: Actor, run_id: UUID) -> None:
    """Throw an upload away that was not taken in, with its file and the lines it held."""
    run = _own_locked(actor, run_id)
    if run.status not in (RunStatus.COLUMNS, RunStatus.READ, RunStatus.FAILED, RunStatus.QUEUED):
        raise Refusal("run_over")
    path = file_of(run)
    run.delete()
    transaction.on_commit(lambda: path.unlink(missing_ok=True))


@transaction.atomic
def undo(*, actor: Actor, run_id: UUID, at: datetime) -> ImportRun:
    """Take a whole upload back. A long one is left to the background: then its status is UNDOING."""
    run = _own_locked(actor, run_id)
    if run.status not in (RunStatus.DONE, RunStatus.UNDOING) or run.change_id is None:
        raise Refusal("run_over")
    if run.accepted > _UNDO_AT_ONCE and run.status == RunStatus.DONE:
        run.status = RunStatus.UNDOING
        run.save(update_fields=["status"])
        return run
    undo_change(actor=actor, change_id=run.change_id, at=at)
    run.status = RunStatus.UNDONE
    run.save(update_fields=["status"])
    return run


@transaction.atomic
def forget_lines(*, actor: Actor, run_id: UUID) -> None:
    """Throw the lines away that were sent back: they were mended, or are not needed."""
    run = _own_locked(actor, run_id)
    run.rejected_lines.all().delete()


def _own_locked(actor: Actor, run_id: UUID) -> ImportRun:
    run = runs_of(actor).select_related(None).select_for_update().filter(pk=run_id).first()
    if run is None:
        raise Refusal("run_over")
    return run


def _own_waiting(actor: Actor, run_id: UUID) -> ImportRun:
    run = _own_locked(actor, run_id)
    if run.status not in (RunStatus.COLUMNS, RunStatus.READ):
        raise Refusal("run_busy" if run.works else "run_over")
    return run


def check(run_id: UUID, *, at: datetime) -> None:
    """Read an upload that waits, and say what would become of it. Does nothing with one that does not wait."""
    found = _with_actor(run_id, RunStatus.QUEUED)
    if found is None:
        return
    run, actor = found
    try:
        with _read(run, actor, at) as read:
            taken = plan(read.lines, actor=actor, at=at, on_progress=_progress_of(run, actor))
    except Refusal as refusal:
        _fail(run, actor, refusal)
        return
    with seen_by(actor, Purpose.KEEP_NIGHT_REGISTER):
        fresh = ImportRun.objects.select_for_update().filter(pk=run.pk, status=RunStatus.QUEUED).first()
        if fresh is None:
            return
        fresh.status = RunStatus.READ if read.understood and not read.asked else RunStatus.COLUMNS
        fresh.sheets = [
            {
                "name": s.name,
                "fingerprint": s.fingerprint,
                "headers": s.headers,
                "fields": s.fields,
                "samples": s.samples,
                "asked": s.asked,
            }
            for s in read.sheets
        ]
        notices = [*read.notices, *taken.said.notices()]
        fresh.notices = [{"code": n.code, "facts": stored(n.all_facts)} for n in notices]
        _count(fresh, taken)
        fresh.rejected += len(read.rejected)
        fresh.lines_total = len(read.lines) + len(read.rejected)
        fresh.rejected_lines.all().delete()
        _send_back(fresh, [*read.rejected, *taken.rejected])
        fresh.save()


def carry_on(run_id: UUID, *, at: datetime) -> None:
    """Take in what is left of a run, from the last chunk that was kept."""
    found = _with_actor(run_id, RunStatus.RUNNING)
    if found is None:
        return
    run, actor = found
    try:
        with _read(run, actor, at) as read:
            _take_rest(run, actor, read, at)
    except Stopped:
        return
    except Refusal as refusal:
        _fail(run, actor, refusal)


def _take_rest(run: ImportRun, actor: Actor, read: ReadList, at: datetime) -> None:
    with seen_by(actor, Purpose.KEEP_NIGHT_REGISTER):
        if run.lines_done == 0:
            _begin(run, read)

    def keep(change: Change, begin: int, size: int, taken: Taken) -> None:
        fresh = ImportRun.objects.select_for_update().get(pk=run.pk)
        if fresh.status != RunStatus.RUNNING or fresh.lines_done != begin:
            raise Stopped
        fresh.change = change
        fresh.lines_done = begin + size
        fresh.lines_total = len(read.lines)
        _count(fresh, taken, add=True)
        _send_back(fresh, taken.rejected)
        fresh.save()

    take_in(read.lines, actor=actor, at=at, change=run.change, start=run.lines_done, on_chunk=keep)
    with seen_by(actor, Purpose.KEEP_NIGHT_REGISTER):
        fresh = ImportRun.objects.select_for_update().get(pk=run.pk)
        if fresh.status != RunStatus.RUNNING:
            raise Stopped
        fresh.status = RunStatus.DONE
        fresh.finished_at = at
        fresh.receipt_number = new_receipt_number()
        fresh.lines_total = len(read.lines) + len(read.rejected)
        fresh.save()
        path = file_of(run)
        transaction.on_commit(lambda: path.unlink(missing_ok=True))


def _begin(run: ImportRun, read: ReadList) -> None:
    """Send back what could not be read; once, however often the first chunk is tried."""
    fresh = ImportRun.objects.select_for_update().get(pk=run.pk)
    fresh.rejected_lines.all().delete()
    fresh.rejected = len(read.rejected)
    _send_back(fresh, read.rejected)
    fresh.save()


def undo_in_background(run_id: UUID, *, at: datetime) -> None:
    """Undo a long upload; when that is not possible any more it stands as taken in again, with the reason."""
    found = _with_actor(run_id, RunStatus.UNDOING)
    if found is None:
        return
    run, actor = found
    try:
        with seen_by(actor, Purpose.KEEP_NIGHT_REGISTER):
            undo(actor=actor, run_id=run.pk, at=at)
    except Refusal as refusal:
        with seen_by(actor, Purpose.KEEP_NIGHT_REGISTER):
            ImportRun.objects.filter(pk=run.pk).update(
                status=RunStatus.DONE, refusal_code=refusal.code, refusal_facts=stored(refusal.facts)
            )


def clean_up(*, at: datetime) -> None:
    """Drop what waited too long: files of lists nobody took in, and lines nobody mended."""
    # Over all organisations: whose list it is makes no difference to how long it is kept.
    with across_borders():
        old = ImportRun.objects.filter(
            status__in=[RunStatus.QUEUED, RunStatus.COLUMNS, RunStatus.READ, RunStatus.FAILED],
            uploaded_at__lt=at - FILE_KEPT,
        )
        old_lists = SiteList.objects.filter(finished_at=None, uploaded_at__lt=at - FILE_KEPT)
        paths = [*(file_of(run) for run in old), *(site_list_file(found) for found in old_lists)]
        old.delete()
        old_lists.delete()
        RejectedLine.objects.filter(run__uploaded_at__lt=at - LINES_KEPT).delete()
        MarkExtract.objects.filter(finished_at=None, uploaded_at__lt=at - FILE_KEPT).delete()
        MarkExtract.objects.filter(uploaded_at__lt=at - LINES_KEPT).exclude(given_back=[]).update(given_back=[])
        SiteList.objects.filter(uploaded_at__lt=at - LINES_KEPT).exclude(given_back=[]).update(given_back=[])
        transaction.on_commit(lambda: _remove(paths))


def _remove(paths: list[Path]) -> None:
    for path in paths:
        path.unlink(missing_ok=True)


def receipt(number: str) -> ImportRun | MarkExtract | SiteList | None:
    """What was taken in with this receipt number, however it was typed. It names no worker: anyone may ask."""
    written = as_written(number)
    # Who checks a receipt need not be logged in; the number is the key, and only counts are shown.
    with across_borders():
        run = ImportRun.objects.select_related("organisation", "site").filter(receipt_number=written).first()
        extract = MarkExtract.objects.select_related("organisation").filter(receipt_number=written).first()
        return run or extract or SiteList.objects.select_related("organisation").filter(receipt_number=written).first()


def _with_actor(run_id: UUID, status: RunStatus) -> tuple[ImportRun, Actor] | None:
    """The run, if it stands there, and for whom the work is done: the one who uploaded, with the rights of today."""
    # A job knows only an id; on whose behalf it works stands in the run itself.
    with across_borders():
        run = ImportRun.objects.select_related("site", "change").filter(pk=run_id, status=status).first()
    if run is None:
        return None
    actor = actor_for(user_id=run.uploaded_by, organisation_id=run.organisation_id, permission=Permission.UPLOAD_LISTS)
    if actor is None:
        with across_borders():
            ImportRun.objects.filter(pk=run_id).update(status=RunStatus.FAILED, refusal_code="uploader_left")
        return None
    return run, actor


@contextmanager
def _read(run: ImportRun, actor: Actor, at: datetime) -> Iterator[ReadList]:
    if not file_of(run).exists():
        raise Refusal("file_gone")
    with seen_by(actor, Purpose.KEEP_NIGHT_REGISTER):
        known = dict(
            RememberedColumns.objects.filter(organisation_id=run.organisation_id).values_list("fingerprint", "columns")
        )
        # The reader is another program and wants a file: a plain one is there for as long as it reads.
        with opened(file_of(run)) as plain, cycles_left_alone():
            read = read_list(
                plain,
                actor=actor,
                site=run.site,
                on=localdate(at),
                columns=run.columns or None,
                remembered=known.get,
            )
    yield read


def _progress_of(run: ImportRun, actor: Actor):  # type: ignore[no-untyped-def]
    def tell(done: int, total: int) -> None:
        with seen_by(actor, Purpose.KEEP_NIGHT_REGISTER):
            ImportRun.objects.filter(pk=run.pk).update(lines_done=done, lines_total=total)

    return tell


def _fail(run: ImportRun, actor: Actor, refusal: Refusal) -> None:
    with seen_by(actor, Purpose.KEEP_NIGHT_REGISTER):
        ImportRun.objects.filter(pk=run.pk).update(
            status=RunStatus.FAILED, refusal_code=refusal.code, refusal_facts=stored(refusal.facts)
        )


def _count(run: ImportRun, taken: Taken, *, add: bool = False) -> None:
    before = (run.new, run.changed, run.unchanged, run.rejected) if add else (0, 0, 0, 0)
    run.new = before[0] + taken.new
    run.changed = before[1] + taken.changed
    run.unchanged = before[2] + taken.unchanged
    run.rejected = before[3] + len(taken.rejected)
    left_out = dict(run.left_out) if add else {}
    for name, count in taken.left_out.items():
        left_out[name] = left_out.get(name, 0) + count
    run.left_out = left_out


def _send_back(run: ImportRun, rejected: list[Rejected]) -> None:
    RejectedLine.objects.bulk_create(
        [
            RejectedLine(
                run=run,
                sheet=line.sheet[:100],
                line=line.line,
                problems=[{"field": p.field, "code": p.code, "facts": stored(p.facts)} for p in line.problems],
                cells=[stored_cell(cell) for cell in line.cells],
            )
            for line in rejected
        ],
        batch_size=2_000,
    )
