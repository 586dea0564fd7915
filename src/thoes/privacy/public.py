"""The door of `privacy`."""

from thoes.privacy.auditing.anchors import AnchorUnreadable, own_anchor
from thoes.privacy.auditing.checking import Checked, check_logs
from thoes.privacy.auditing.counting import (
    NIGHT_FROM,
    NIGHT_UNTIL,
    PersonCount,
    UserCount,
    accesses_within,
    activities_in,
    counts_by_user,
    most_accessed,
)
from thoes.privacy.auditing.exporting import processing_lines
from thoes.privacy.auditing.models import Action, Outcome
from thoes.privacy.auditing.reading import (
    AccessLine,
    ActionLine,
    ChainState,
    Found,
    LogFilter,
    LogsState,
    accesses_by,
    actions_of,
    refusals_of,
    state_of_the_logs,
)
from thoes.privacy.auditing.recording import record_action
from thoes.privacy.auditing.sealing import seal_logs
from thoes.privacy.auditing.texts import say as say_problem
from thoes.privacy.context import (
    Acting,
    NoPurpose,
    RoleNotTaken,
    as_tenant,
    cross_tenant,
    purpose_of,
    see_nobody_by_default,
    who_acts,
)
from thoes.privacy.database_powers import powers_beyond_the_work
from thoes.privacy.describing import HISTORY_COLUMNS, columns_of, described_tables, is_encrypted
from thoes.privacy.disclosure import rounding_on
from thoes.privacy.models import ProcessingRecord, StoredAnswer
from thoes.privacy.permissions import (
    ANSWER_REQUEST,
    BRP_REGISTRATION,
    HOUSING_PERMITS,
    KEEP_NIGHT_REGISTER,
    PRIVACY_OFFICER,
    SEE_ACCESS_LOG,
    SET_RETENTION,
    WATCH_OVER_USE,
    WORKER,
)
from thoes.privacy.purposes import all_purposes, purpose_named, purpose_title, who_looks_for
from thoes.privacy.retention.deciding import PurposeTerm, controller_of, set_term, terms_by_purpose, terms_of
from thoes.privacy.retention.shredders import declared_shredders, held_persons, kept_tables
from thoes.privacy.retention.shredding import dry_run, shred
from thoes.privacy.row_security import declared_policies, ensure_roles
from thoes.privacy.seal import KEY_TABLE
from thoes.privacy.services import record_access
from thoes.privacy.stored_answers import answer_of, forget_answers, keep_answer

__all__ = [
    "ANSWER_REQUEST",
    "BRP_REGISTRATION",
    "HISTORY_COLUMNS",
    "HOUSING_PERMITS",
    "KEEP_NIGHT_REGISTER",
    "KEY_TABLE",
    "NIGHT_FROM",
    "NIGHT_UNTIL",
    "PRIVACY_OFFICER",
    "SEE_ACCESS_LOG",
    "SET_RETENTION",
    "WATCH_OVER_USE",
    "WORKER",
    "AccessLine",
    "Acting",
    "Action",
    "ActionLine",
    "AnchorUnreadable",
    "ChainState",
    "Checked",
    "Found",
    "LogFilter",
    "LogsState",
    "NoPurpose",
    "Outcome",
    "PersonCount",
    "ProcessingRecord",
    "PurposeTerm",
    "RoleNotTaken",
    "StoredAnswer",
    "UserCount",
    "accesses_by",
    "accesses_within",
    "actions_of",
    "activities_in",
    "all_purposes",
    "answer_of",
    "as_tenant",
    "check_logs",
    "columns_of",
    "controller_of",
    "counts_by_user",
    "cross_tenant",
    "declared_policies",
    "declared_shredders",
    "described_tables",
    "dry_run",
    "ensure_roles",
    "forget_answers",
    "held_persons",
    "is_encrypted",
    "keep_answer",
    "kept_tables",
    "most_accessed",
    "own_anchor",
    "powers_beyond_the_work",
    "processing_lines",
    "purpose_named",
    "purpose_of",
    "purpose_title",
    "record_access",
    "record_action",
    "refusals_of",
    "rounding_on",
    "say_problem",
    "seal_logs",
    "see_nobody_by_default",
    "set_term",
    "shred",
    "state_of_the_logs",
    "terms_by_purpose",
    "terms_of",
    "who_acts",
    "who_looks_for",
]  # fmt: skip
