"""What erases the contents of files: lines that were sent back, examples of the columns, the file and its name."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime, time
from typing import Any
from uuid import UUID

from django.utils.timezone import make_aware
from django.utils.translation import gettext_lazy as _

from thoes.foundation.modules import Controller, ErasedRows, Purpose
from thoes.intake.kinds import FileKind
from thoes.intake.models import RejectedLine, Run
from thoes.intake.runs import remove_files

ERASED_NAME = ""
# What a run keeps of what stood in the file.
_SAID = ("sheets", "notices", "questions", "answers", "edits", "understood", "refusal_facts")


class ContentsOfFiles:
    """What is left of the files of one kind that name people. The counts and the number of the receipt stay."""

    starts = _("the day of the upload")
    tables = ("intake_run", "intake_rejectedline")

    def __init__(self, name: str, file_kind: type[FileKind[Any]], purpose: Purpose, kind: str) -> None:
        self.name, self._file_kind, self.purpose, self.kind = name, file_kind, purpose, kind

    def controllers(self) -> Iterable[Controller]:
        runs = Run.objects.filter(kind=self._file_kind.name).exclude(file_name=ERASED_NAME)
        names = dict(runs.values_list("organisation_id", "organisation_name"))
        return [Controller(name, organisation) for organisation, name in names.items()]

    def due(self, controller: Controller, *, ended_by: date, among: Sequence[UUID] | None = None) -> list[UUID]:
        end_of_day = make_aware(datetime.combine(ended_by, time.max))
        if controller.organisation_id is None:
            return []
        runs = Run.objects.filter(kind=self._file_kind.name, organisation_id=controller.organisation_id)
        runs = runs.filter(uploaded_at__lte=end_of_day).exclude(file_name=ERASED_NAME).order_by("pk")
        if among is not None:
            runs = runs.filter(pk__in=among).select_for_update()
        return [run.pk for run in runs if not run.works]

    def count(self, controller: Controller, subjects: Sequence[UUID]) -> ErasedRows:
        return {
            "intake_run": len(subjects),
            "intake_rejectedline": RejectedLine.objects.filter(run__in=list(subjects)).count(),
        }

    def erase(self, controller: Controller, subjects: Sequence[UUID], *, at: datetime) -> ErasedRows:
        gone = self.count(controller, subjects)
        erase_contents(subjects)
        return gone


def erase_contents(runs: Sequence[UUID]) -> None:
    """Erase what files said, with their names; the counts stay."""
    for run in Run.objects.filter(pk__in=list(runs)):
        remove_files(run)
        _forget_said(run)
        run.file_name = ERASED_NAME
        run.save(update_fields=["file_name", *_SAID])
    RejectedLine.objects.filter(run__in=list(runs)).delete()


def forget_mentions(file_kind: type[FileKind[Any]], organisation_id: UUID, is_about: Callable[[Any], bool]) -> None:
    """Erase what the files of an organisation still say about somebody; what is lost of a namesake can be uploaded again."""
    own = {"kind": file_kind.name, "organisation_id": organisation_id}
    lines = RejectedLine.objects.filter(**{f"run__{name}": value for name, value in own.items()})
    about = [line.pk for line in lines.iterator() if is_about(line.cells) or is_about(line.problems)]
    RejectedLine.objects.filter(pk__in=about).delete()
    for run in Run.objects.filter(**own).exclude(file_name=ERASED_NAME):
        if is_about([run.file_name, *(getattr(run, name) for name in _SAID)]):
            _forget_said(run)
            if not run.works:
                remove_files(run)
            if is_about(run.file_name):
                run.file_name = ERASED_NAME
            run.save(update_fields=["file_name", *_SAID])


def _forget_said(run: Run) -> None:
    run.sheets = [{**sheet, "samples": []} for sheet in run.sheets]
    run.refusal_facts = run.answers = run.edits = {}
    run.notices = run.questions = run.understood = []
