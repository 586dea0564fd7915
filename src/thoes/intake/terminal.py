"""A file handed in, tried or taken in with one command: the same life as on the pages, in one go."""

from datetime import datetime
from pathlib import Path
from typing import Any

from thoes.accounts.public import Actor
from thoes.intake.kinds import FileKind, OnProgress, Taken
from thoes.intake.models import RejectedLine, Run
from thoes.intake.reading.tables import SaidColumns, refuse_asked
from thoes.intake.runs import file_of, hand_in, keep_check, read_run, set_going, take_rest
from thoes.kernel.refusals import Refusal


def at_once(
    kind: type[FileKind[Any]],
    *,
    actor: Actor,
    path: Path,
    asked: dict[str, Any],
    about: str = "",
    said: SaidColumns | None,
    at: datetime,
    dry_run: bool,
    on_progress: OnProgress,
) -> tuple[Run, list[RejectedLine]]:
    """Hand a file in, read it and take its good lines in, or only try them and keep nothing: the way of the terminal.

    Raises `Refusal` for a file that cannot be taken in at all, and where a page would ask what columns hold.
    """
    with path.open("rb") as file:
        chunks = iter(lambda: file.read(2**20), b"")
        run = hand_in(
            kind,
            actor=actor,
            file_name=path.name,
            size=path.stat().st_size,
            chunks=chunks,
            asked=asked,
            about=about,
            at=at,
        )
    handling = kind(actor=actor, asked=asked, at=at, run=run.pk)
    try:
        read = read_run(run, handling, said=said)
        if not read.understood:
            raise Refusal(kind.columns_missing)
        if not dry_run:
            refuse_asked(read.asked)
        keep_check(run, read, handling.try_out(read.lines, on_progress=on_progress) if dry_run else Taken())
        if not dry_run:
            set_going(run)
            take_rest(run, handling, read)
            run.refresh_from_db()
        lines = list(run.rejected_lines.order_by("sheet", "line"))
    except BaseException:
        _forget(run)
        raise
    if dry_run:
        _forget(run)
    return run, lines


def _forget(run: Run) -> None:
    """As if the file was never handed in; not one of which something went in already."""
    file_of(run).unlink(missing_ok=True)
    Run.objects.filter(pk=run.pk, lines_done=0, finished_at=None).delete()
