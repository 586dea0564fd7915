"""The door of `privacy`."""

from thoes.privacy.auditing.anchors import AnchorUnreadable, own_anchor
from thoes.privacy.auditing.checking import Checked, check_logs
from thoes.privacy.auditing.counting import (
    NIGHT_FROM,
    NIGHT_UNTIL,
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
    LogFilter,
    accesses_by,
    actions_of,
    refusals_of,
    state_of_the_logs,
)
from thoes.privacy.auditing.recording import record_action
from thoes.privacy.auditing.sealing import seal_logs
from thoes.privacy.auditing.texts import say as say_problem
from thoes.privacy.context import NoPurpose, RoleNotTaken, as_tenant, cross_tenant, purpose_of, see_nobody_by_default
from thoes.privacy.database_powers import powers_beyond_the_work
from thoes.privacy.describing import HISTORY_COLUMNS, columns_of, described_tables, is_encrypted
from thoes.privacy.disclosure import rounding_on
from thoes.privacy.models import ProcessingRecord, StoredAnswer
from thoes.privacy.permissions import (
    ANSWER_REQUEST,
    BRP_REGISTRATION,
    ESTIMATE_UNSEEN,
    HOUSING_PERMITS,
    KEEP_NIGHT_REGISTER,
    PRIVACY_OFFICER,
    SEE_ACCESS_LOG,
    WATCH_OVER_USE,
    WORKER,
)
from thoes.privacy.purposes import all_purposes, purpose_named, purpose_title, who_looks_for
from thoes.privacy.retention.deciding import PurposeTerm, controller_of, set_term, terms_by_purpose
from thoes.privacy.retention.shredders import declared_shredders, held_persons, kept_tables
from thoes.privacy.retention.shredding import dry_run, shred
from thoes.privacy.row_security import declared_policies, ensure_roles
from thoes.privacy.seal import KEY_TABLE
from thoes.privacy.services import record_access
from thoes.privacy.stored_answers import answer_of, forget_answers, keep_answer
from thoes.privacy.web.own_matter import own_matter
