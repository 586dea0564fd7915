"""A file handed in, tried or taken in with one command: the same life as on the pages, in one go."""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import Any

from thoes.accounts.public import Actor
from thoes.intake.background import keep_check, read_run, take_rest
from thoes.intake.kinds import FileKind, OnProgress, Taken
from thoes.intake.models import RejectedLine, Run
from thoes.intake.questions import answers_to
from thoes.intake.reading.tables import SaidColumns, refuse_asked
from thoes.intake.runs import hand_in, remove_files, set_going
from thoes.intake.seeing import seen_lines
from thoes.intake.seen_lines import SeenLine
from thoes.kernel.refusals import Refusal

# An answer may bring up the next question: that is over after a few.
_MOST_ROUNDS = 5


def at_once(
    kind: type[FileKind[Any]],
    *,
    actor: Actor,
    path: Path,
    asked: dict[str, Any],
    about: str = "",
    said: SaidColumns | None,
    answers: Mapping[str, str],
    at: datetime,
    dry_run: bool,
    on_progress: OnProgress,
) -> tuple[Run, list[RejectedLine], list[SeenLine]]:
    """Hand a file in, read it and take its good lines in, or only try them and keep nothing: the way of the terminal.

    With the lines that come back, and of a trial every line as it was understood.

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
    try:
        trial = _Trial(kind, run, actor, said, at, tries=dry_run or bool(answers), on_progress=on_progress)
        trial.settle(answers)
        refuse_asked(trial.read.asked)
        keep_check(run, trial.handling, trial.read, trial.taken, is_looked_at=False)
        if not dry_run:
            set_going(run)
            take_rest(run, trial.handling, trial.read)
            run.refresh_from_db()
        lines = list(run.rejected_lines.order_by("sheet", "line"))
        seen = list(seen_lines(trial.handling, trial.read, trial.taken)) if dry_run and kind.asks_first else []
    except BaseException:
        _forget(run)
        raise
    if dry_run:
        _forget(run)
    return run, lines, seen


class _Trial:
    """Reads a file, and tries it where that shows what is to be decided."""

    def __init__(
        self,
        kind: type[FileKind[Any]],
        run: Run,
        actor: Actor,
        said: SaidColumns | None,
        at: datetime,
        *,
        tries: bool,
        on_progress: OnProgress,
    ) -> None:
        self._kind, self._run, self._actor, self._said, self._at = kind, run, actor, said, at
        self._tries, self._on_progress = tries, on_progress
        self._look({})

    def settle(self, answers: Mapping[str, str]) -> None:
        """Answer what comes up, and what comes up by that; refuses an answer to what never did."""
        waiting = dict(answers)
        for _round in range(_MOST_ROUNDS if answers else 0):
            asked = [{"key": question.key, **asdict(question)} for question in self.handling.answers.asked]
            fits = {n: a for n, a in answers.items() if any(n in (q["key"], q["code"]) for q in asked)}
            waiting = {name: said for name, said in waiting.items() if name not in fits}
            given = self.handling.answers.given | answers_to(asked, fits)
            if given == self.handling.answers.given:
                answers_to(asked, waiting)
                return
            self._look(given)

    def _look(self, given: Mapping[str, str]) -> None:
        self.handling = self._kind(
            actor=self._actor, asked=self._run.asked, at=self._at, run=self._run.pk, answers=given
        )
        self.read = read_run(self._run, self.handling, said=self._said)
        if not self.read.understood:
            raise Refusal(self._kind.columns_missing)
        self.taken = self.handling.try_out(self.read.lines, on_progress=self._on_progress) if self._tries else Taken()


def _forget(run: Run) -> None:
    """As if the file was never handed in; not one of which something went in already."""
    remove_files(run)
    Run.objects.filter(pk=run.pk, lines_done=0, finished_at=None).delete()
