"""A municipality's own extract as a kind of file: its lines are compared with the register and wait for a person."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from enum import StrEnum
from typing import Any
from uuid import UUID

from django import forms
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thoes.accounts.public import Actor
from thoes.intake.public import (
    Cells,
    FileForm,
    FileKind,
    Keep,
    Limits,
    Line,
    Notice,
    ReadFile,
    Run,
    Table,
    Taken,
    Words,
    column_letters,
    register_kind,
)
from thoes.kernel.refusals import Refusal
from thoes.matching import runs
from thoes.matching.columns import VOCABULARY, is_enough
from thoes.matching.extract import PopulationLine, Register, line_of, without_numbers
from thoes.matching.models import RegisterChoice
from thoes.privacy.public import BRP_REGISTRATION, as_tenant
from thoes.registration.public import RECORD_REGISTRATION

MOST_LINES = 20_000


class BrpExtractForm(FileForm):
    """An extract, and what a line is that does not say so itself."""

    register = forms.ChoiceField(
        label=gettext_lazy("Where these people are registered"),
        help_text=gettext_lazy("For lines that do not say it themselves in a column “BRP or RNI”."),
        choices=RegisterChoice.choices,
    )


class BrpExtract(FileKind[PopulationLine]):
    """People who are registered, one in a line. What is carried out makes proposals only, so nobody is asked first."""

    name = runs.EXTRACTS
    permissions = (RECORD_REGISTRATION,)
    purpose = BRP_REGISTRATION
    vocabulary = VOCABULARY
    limits = Limits(file_bytes=20 * 2**20, unpacked_bytes=256 * 2**20, rows=50_000, columns=200, seconds=25)
    no_table = columns_missing = "extract_columns_missing"
    form = BrpExtractForm
    searches_unread = False
    keeps_cells = False
    asks_first = False
    # It may hold BSNs: a day is enough to say what its columns hold.
    waits = timedelta(days=1)
    words = Words(
        title=gettext_lazy("Lists of the municipality"),
        heading=gettext_lazy("Match with a list"),
        check=gettext_lazy("Compare this list"),
        new=gettext_lazy("lines that wait for you"),
        changed=gettext_lazy("lines that change"),
        parent=("matching:runs", gettext_lazy("Match with the BRP or RNI")),
    )

    @staticmethod
    def is_enough(fields: frozenset[StrEnum]) -> bool:
        return is_enough(fields)

    def prepare(self, tables: list[Table], read: ReadFile[PopulationLine]) -> list[Table]:
        prepared = []
        for table in tables:
            left, numbers = without_numbers(table)
            prepared.append(left)
            read.notices.extend(
                Notice(table.sheet.name, "personal_number_dropped", {"column": column_letters(at)}) for at in numbers
            )
        return prepared

    def read(self, cells: Cells) -> PopulationLine:
        return line_of(cells, default=Register(self.asked["register"]), on=self.on)

    def weigh(self, read: ReadFile[PopulationLine]) -> None:
        lines = len(read.lines) + len(read.rejected)
        if not lines:
            raise Refusal("extract_empty", field="file")
        if lines > MOST_LINES:
            raise Refusal("extract_too_long", field="file", most=MOST_LINES)

    def carry_out(self, lines: Sequence[Line[PopulationLine]], *, act: UUID | None, start: int, keep: Keep) -> None:
        assert self.run is not None
        with as_tenant(self.actor, self.purpose):
            made = runs.match_file(
                actor=self.actor, run=Run.objects.get(pk=self.run), lines=[line.said for line in lines], at=self.at
            )
            keep(made.pk, start, len(lines) - start, Taken(new=made.lines.count(), unchanged=made.known))

    def undo(self, act: UUID) -> None:
        runs.throw_away(actor=self.actor, run_id=act, at=self.at)

    @staticmethod
    def said_beside(form: Mapping[str, Any]) -> tuple[dict[str, Any], str]:
        return {"register": form["register"]}, form["register"].upper()

    @staticmethod
    def points(actor: Actor) -> list[Any]:
        kept = _(
            "The file is encrypted and gone once it was compared. Lines that wait for you are thrown away after %(days)s "
            "days. This term is our choice, not a rule of law."
        )
        return [
            _("A name and the day of registration; if you have them, the birth date, the address, and BRP or RNI."),
            _(
                "Leave out the BSN and the A-number. If they are in it all the same, the column is dropped before anything "
                "is kept."
            ),
            _("Take only the addresses where international workers live."),
            kept % {"days": runs.LINES_KEPT.days},
            _("The same list twice changes nothing."),
        ]

    @classmethod
    def result_url(cls, run: Run) -> str:
        return reverse("matching:run", args=[run.act])


register_kind(BrpExtract)
