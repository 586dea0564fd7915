"""A list of people that is handed in to be linked with others: read and looked at as any file, and taken in by nobody."""

from collections.abc import Sequence
from datetime import timedelta
from enum import StrEnum

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from thoes.intake.public import Cells, FileKind, Limits, Line, OnProgress, ReadFile, Run, Taken, Words
from thoes.kernel.refusals import Refusal
from thoes.monitor.listed_people import VOCABULARY, ListedPerson, is_enough, person_on_line
from thoes.monitor.permissions import LINK_LISTS
from thoes.privacy.public import ESTIMATE_UNSEEN


class ListToLink(FileKind[ListedPerson]):
    """One list of a linkage. It waits, sealed, until all lists are linked; no cell of it is kept anywhere else."""

    name = "lists-to-link"
    permissions = (LINK_LISTS,)
    purpose = ESTIMATE_UNSEEN
    vocabulary = VOCABULARY
    # All workers of Limburg fit in one list.
    limits = Limits(file_bytes=30 * 2**20, unpacked_bytes=400 * 2**20, rows=150_000, columns=200, seconds=60)
    no_table = columns_missing = "list_to_link_columns_missing"
    # As for the command: a BSN column is dropped, and no other cell is kept in which a number could stand.
    searches_unread = False
    keeps_cells = False
    # Long enough to look at the columns of three lists and ask for one of them again. A choice of Thoes, not law.
    waits = timedelta(days=2)
    words = Words(
        title=_("Link lists"),
        heading=_("Link lists"),
        check=_("Check these lists"),
        new=_("people read"),
        changed=_("people changed"),
        parent=("monitor:linkages", _("Link lists")),
    )

    @staticmethod
    def is_enough(fields: frozenset[StrEnum]) -> bool:
        return is_enough(fields)

    def read(self, cells: Cells) -> ListedPerson:
        return person_on_line(cells)

    def weigh(self, read: ReadFile[ListedPerson]) -> None:
        if not read.lines:
            raise Refusal("list_to_link_empty", field="file")

    def try_out(self, lines: Sequence[Line[ListedPerson]], *, on_progress: OnProgress | None = None) -> Taken:
        # Nothing is written of a line, so there is nothing to try; all of them are counted.
        return Taken(new=len(lines))

    @classmethod
    def together_url(cls, run: Run) -> str:
        return reverse("monitor:linkage", args=[run.asked["linkage"]])
