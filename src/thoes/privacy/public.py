"""The door of `privacy`."""

from thoes.privacy.auditing.anchors import AnchorUnreadable, own_anchor
from thoes.privacy.auditing.checking import Checked, check_logs
from thoes.privacy.auditing.counting import (
    NIGHT_FROM,
    NIGHT_UNTIL,
    PersonCount,
    UserCount,
    activities_in,
    counts_by_user,
    looks_within,
    most_looked_at,
)
from thoes.privacy.auditing.exporting import processing_lines
from thoes.privacy.auditing.models import Action, Outcome
from thoes.privacy.auditing.reading import (
    ActionLine,
    ChainState,
    Found,
    LogFilter,
    LogsState,
    LookLine,
    actions_of,
    looks_by,
    refusals_of,
    state_of_the_logs,
)
from thoes.privacy.auditing.recording import record_action
from thoes.privacy.auditing.sealing import seal_logs
from thoes.privacy.auditing.texts import say as say_problem
from thoes.privacy.context import (
    PURPOSE_OF_PERMISSION,
    RoleNotTaken,
    across_borders,
    see_nobody_by_default,
    seen_by,
)
from thoes.privacy.database_powers import powers_beyond_the_work
from thoes.privacy.describing import (
    DONE_BY,
    HISTORY_COLUMNS,
    PERSON,
    Described,
    Kind,
    Subject,
    Table,
    columns_of,
    describe,
    described_tables,
    is_encrypted,
)
from thoes.privacy.disclosure import rounding_on
from thoes.privacy.looks import looks_at
from thoes.privacy.purposes import PURPOSES, Purpose
from thoes.privacy.retention.deciding import PurposeTerm, controller_of, set_term, terms_by_purpose, terms_of
from thoes.privacy.retention.shredders import (
    Controller,
    Rows,
    Shredder,
    declare,
    declared_shredders,
    held_persons,
    hold,
    kept_tables,
)
from thoes.privacy.retention.shredding import dry_run, shred
from thoes.privacy.row_security import (
    OWN_ORGANISATION,
    OWN_TERRITORY,
    PURPOSE,
    WATCHED_ORGANISATION,
    RowPolicy,
    declared_policies,
    ensure_roles,
    protect,
)
from thoes.privacy.seal import KEY_TABLE
from thoes.privacy.services import record_looks

__all__ = [
    "DONE_BY",
    "HISTORY_COLUMNS",
    "KEY_TABLE",
    "NIGHT_FROM",
    "NIGHT_UNTIL",
    "OWN_ORGANISATION",
    "OWN_TERRITORY",
    "PERSON",
    "PURPOSE",
    "PURPOSES",
    "PURPOSE_OF_PERMISSION",
    "WATCHED_ORGANISATION",
    "Action",
    "ActionLine",
    "AnchorUnreadable",
    "ChainState",
    "Checked",
    "Controller",
    "Described",
    "Found",
    "Kind",
    "LogFilter",
    "LogsState",
    "LookLine",
    "Outcome",
    "PersonCount",
    "Purpose",
    "PurposeTerm",
    "RoleNotTaken",
    "RowPolicy",
    "Rows",
    "Shredder",
    "Subject",
    "Table",
    "UserCount",
    "across_borders",
    "actions_of",
    "activities_in",
    "check_logs",
    "columns_of",
    "controller_of",
    "counts_by_user",
    "declare",
    "declared_policies",
    "declared_shredders",
    "describe",
    "described_tables",
    "dry_run",
    "ensure_roles",
    "held_persons",
    "hold",
    "is_encrypted",
    "kept_tables",
    "looks_at",
    "looks_by",
    "looks_within",
    "most_looked_at",
    "own_anchor",
    "powers_beyond_the_work",
    "processing_lines",
    "protect",
    "record_action",
    "record_looks",
    "refusals_of",
    "rounding_on",
    "say_problem",
    "seal_logs",
    "see_nobody_by_default",
    "seen_by",
    "set_term",
    "shred",
    "state_of_the_logs",
    "terms_by_purpose",
    "terms_of",
]  # fmt: skip
