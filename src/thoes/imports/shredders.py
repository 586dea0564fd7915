"""What erases the contents of uploads: lines that were sent back, examples of the columns, the file and its name."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, time
from typing import Any
from uuid import UUID

from django.dispatch import receiver
from django.utils.timezone import make_aware
from django.utils.translation import gettext_lazy as _

from thoes.imports.models import ImportRun, MarkExtract, RejectedLine, SiteList
from thoes.imports.runs import file_of
from thoes.places.public import Organisation
from thoes.privacy.public import Controller, Purpose, Rows, declare
from thoes.register.public import identity_leaving, words_of

ERASED_NAME = ""


class ContentsOfUploads:
    """What is left of the lists of a houser. The counts and the number of the receipt stay."""

    name = "imports.uploads"
    purpose = Purpose.KEEP_NIGHT_REGISTER
    kind = "houser"
    starts = _("the day of the upload")
    tables = ("imports_importrun", "imports_rejectedline")

    def controllers(self) -> Iterable[Controller]:
        housers = ImportRun.objects.exclude(file_name=ERASED_NAME).values("organisation")
        return [Controller(houser.name, houser.pk) for houser in Organisation.objects.filter(pk__in=housers)]

    def due(self, controller: Controller, *, ended_by: date, among: Sequence[UUID] | None = None) -> list[UUID]:
        end_of_day = make_aware(datetime.combine(ended_by, time.max))
        runs = ImportRun.objects.filter(uploaded_at__lte=end_of_day).exclude(file_name=ERASED_NAME).order_by("pk")
        runs = runs.filter(organisation=controller.organisation_id)
        if among is not None:
            runs = runs.filter(pk__in=among).select_for_update()
        return [run.pk for run in runs if not run.works]

    def count(self, controller: Controller, subjects: Sequence[UUID]) -> Rows:
        return {
            "imports_importrun": len(subjects),
            "imports_rejectedline": RejectedLine.objects.filter(run__in=list(subjects)).count(),
        }

    def erase(self, controller: Controller, subjects: Sequence[UUID], *, at: datetime) -> Rows:
        gone = self.count(controller, subjects)
        for run in ImportRun.objects.filter(pk__in=list(subjects)):
            file_of(run).unlink(missing_ok=True)
            _forget_examples(run)
            run.file_name, run.refusal_facts, run.notices = ERASED_NAME, {}, []
            run.save(update_fields=["file_name", "refusal_facts", "notices", "sheets"])
        RejectedLine.objects.filter(run__in=list(subjects)).delete()
        return gone


def _forget_examples(run: ImportRun) -> None:
    run.sheets = [{**sheet, "samples": []} for sheet in run.sheets]


@receiver(identity_leaving)
def forget_mentions(sender: Any, houser: UUID, names: Sequence[tuple[str, str]], **kwargs: Any) -> None:
    """Erase what the uploads of a houser still say about people who are erased from its register.

    The family name is enough: a line may give an initial only. What is lost of a namesake is a line to mend, which
    can be uploaded again.
    """
    sought = [frozenset(words_of(family)) for _given, family in names]
    lines = RejectedLine.objects.filter(run__organisation_id=houser)
    about = [line.pk for line in lines.iterator() if _mentions(line.cells, sought) or _mentions(line.problems, sought)]
    RejectedLine.objects.filter(pk__in=about).delete()
    for run in ImportRun.objects.filter(organisation_id=houser).exclude(file_name=ERASED_NAME):
        if _mentions([run.sheets, run.refusal_facts, run.notices, run.file_name], sought):
            _forget_examples(run)
            run.refusal_facts, run.notices = {}, []
            if not run.works:
                file_of(run).unlink(missing_ok=True)
            if _mentions(run.file_name, sought):
                run.file_name = ERASED_NAME
            run.save(update_fields=["file_name", "refusal_facts", "notices", "sheets"])


def _mentions(value: Any, sought: Sequence[frozenset[str]]) -> bool:
    words = set(words_of(" ".join(_texts(value))))
    return any(name and name <= words for name in sought)


def _texts(value: Any) -> Iterable[str]:
    if isinstance(value, str):
        yield value.replace("_", " ").replace(".", " ").replace("-", " ")
    elif isinstance(value, dict):
        for item in (*value.keys(), *value.values()):
            yield from _texts(item)
    elif isinstance(value, list | tuple):
        for item in value:
            yield from _texts(item)


declare(
    ContentsOfUploads(),
    kept={
        MarkExtract._meta.db_table: "Certificates by address; its lines go after some days, and it holds no worker",
        SiteList._meta.db_table: "Sites by address; its lines go after some days, and it holds no worker",
        "imports_rememberedcolumns": "What the columns of a list mean",
    },
)
