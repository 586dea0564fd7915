"""Which logs are chained, and which of their columns a hash covers."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Model
from django.utils.translation import gettext_lazy as _

from thoes.accounts.public import AccountEvent
from thoes.privacy.auditing.models import AuditRecord
from thoes.privacy.models import ProcessingRecord

Content = dict[str, Any]


@dataclass(frozen=True, slots=True)
class ChainedLog:
    """A table that is only added to. `layouts` are its columns as they were covered over time; the last is for new seals.

    A column that is added to the table is added in a new layout; the older ones stay as they are.
    """

    name: str
    title: Any
    model: type[Model]
    layouts: tuple[tuple[str, ...], ...]

    @property
    def layout(self) -> int:
        return len(self.layouts)

    @property
    def table(self) -> str:
        return self.model._meta.db_table

    def columns(self, layout: int) -> tuple[str, ...] | None:
        """The columns of a layout; None for one of a newer version of Thoes."""
        return self.layouts[layout - 1] if 1 <= layout <= len(self.layouts) else None

    def records(
        self, *, after: int | None = None, up_to: int | None = None, most: int | None = None
    ) -> Iterator[Content]:
        """The records in the order of their ids, with every column that any layout covers."""
        rows = self.model._default_manager.order_by("pk")
        if after is not None:
            rows = rows.filter(pk__gt=after)
        if up_to is not None:
            rows = rows.filter(pk__lte=up_to)
        names = sorted(set().union(*self.layouts))
        for values in rows.values_list(*names)[:most].iterator(chunk_size=5_000):
            yield dict(zip(names, values, strict=True))


_LOOK = (
    "id", "trace_id", "at", "activity", "purpose", "legal_ground", "actor_id", "organisation_id", "municipality_code",
    "reference", "person_id",
)  # fmt: skip
_ACTION = (
    "id", "at", "trace_id", "action", "event", "outcome", "code", "user_id", "organisation_id", "role", "subject_kind",
    "subject_id", "network",
)  # fmt: skip
_WHO_ACTED = ("actor_kind", "code_hash")
LOGS = (
    ChainedLog(
        "processing",
        _("Processing log"),
        ProcessingRecord,
        (_LOOK, (*_LOOK, *_WHO_ACTED)),
    ),
    ChainedLog(
        "audit",
        _("Audit log"),
        AuditRecord,
        (_ACTION, (*_ACTION, *_WHO_ACTED)),
    ),
    ChainedLog(
        "accounts",
        _("Record of accounts and rights"),
        AccountEvent,
        (
            (
                "id", "at", "verb", "actor_id", "subject_id", "organisation_id", "role", "role_before", "origin",
                "trace_id",
            ),
        ),
    ),
)  # fmt: skip


def log_called(name: str) -> ChainedLog | None:
    """The log of that name."""
    return next((log for log in LOGS if log.name == name), None)
