"""The door of `privacy`."""

from thoes.privacy.auditing.anchors import AnchorUnreadable, own_anchor
from thoes.privacy.auditing.checking import Checked, check_logs
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
from thoes.privacy.context import across_borders, see_nobody_by_default, seen_by
from thoes.privacy.looks import looks_at
from thoes.privacy.purposes import PURPOSES, Purpose
from thoes.privacy.retention.deciding import controller_of, set_term
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
from thoes.privacy.row_security import OWN_ORGANISATION, OWN_TERRITORY, PURPOSE, RowPolicy, protect
from thoes.privacy.services import record_looks

__all__ = [
    "OWN_ORGANISATION", "OWN_TERRITORY", "PURPOSE", "PURPOSES", "Action", "ActionLine", "AnchorUnreadable",
    "ChainState", "Checked", "Controller", "Found", "LogFilter", "LogsState", "LookLine", "Outcome", "Purpose",
    "RowPolicy", "Rows", "Shredder", "across_borders", "actions_of", "check_logs", "controller_of", "declare",
    "declared_shredders", "dry_run", "held_persons", "hold", "kept_tables", "looks_at", "looks_by", "own_anchor",
    "processing_lines", "protect", "record_action", "record_looks", "refusals_of", "say_problem", "seal_logs",
    "see_nobody_by_default", "seen_by", "set_term", "shred", "state_of_the_logs",
]  # fmt: skip
