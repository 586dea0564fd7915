"""What can be said of an item of a check, and how what was found goes from open to mended. Knows no database.

Nothing here changes a state by itself: each move is made by somebody, for the housing provider or for the authority.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from thoes.kernel.workflow import Step, Workflow
from thoes.rules.terms import previous_working_day


class CheckKind(StrEnum):
    """Who checks: the housing provider itself, or the municipality."""

    SELF_CHECK = "self_check"
    INSPECTION = "inspection"


class ItemOutcome(StrEnum):
    """What was seen of an item; UNSAID keeps a note or number before anything was chosen."""

    UNSAID = ""
    IN_ORDER = "in_order"
    NOT_IN_ORDER = "not_in_order"
    NOT_APPLICABLE = "not_applicable"
    NOT_LOOKED_AT = "not_looked_at"


class Severity(StrEnum):
    """How bad it is, in words; nobody gets a score."""

    MINOR = "minor"
    SERIOUS = "serious"
    DANGER = "danger"


class Responsible(StrEnum):
    """Who mends it. A part, never a person."""

    PROVIDER = "provider"
    OWNER = "owner"
    SUPPLIER = "supplier"
    RESIDENTS = "residents"


class CheckAction(StrEnum):
    """What was done with a check as a whole."""

    STARTED = "started"
    ROOMS = "rooms"
    CLOSED = "closed"
    REOPENED = "reopened"
    PHOTO_REMOVED = "photo_removed"
    VOIDED = "voided"
    RESTORED = "restored"


class FindingState(StrEnum):
    """Where a finding stands."""

    OPEN = "open"
    ANSWERED = "answered"
    SENT_BACK = "sent_back"
    MENDED = "mended"
    WITHDRAWN = "withdrawn"


class Move(StrEnum):
    """What somebody does about a finding."""

    DESCRIBE = "describe"
    ANSWER = "answer"
    ACCEPT = "accept"
    SEND_BACK = "send_back"
    MEND = "mend"
    WITHDRAW = "withdraw"
    FIND_AGAIN = "find_again"
    UNDO = "undo"


class Side(StrEnum):
    """For whom somebody acts."""

    PROVIDER = "provider"
    AUTHORITY = "authority"


Part = tuple[CheckKind, Side]
"""In which kind of check somebody acts, and for whom."""

TO_MEND = frozenset({FindingState.OPEN, FindingState.SENT_BACK})
"""The housing provider has something to do."""

STILL_OPEN = TO_MEND | {FindingState.ANSWERED}
"""Not over yet, for whoever has to do something."""


_S = FindingState
_AUTHORITY, _PROVIDER = (CheckKind.INSPECTION, Side.AUTHORITY), (CheckKind.INSPECTION, Side.PROVIDER)
_OWN_CHECK = (CheckKind.SELF_CHECK, Side.PROVIDER)
_STEPS: Mapping[Move, tuple[Step[FindingState, Part], ...]] = {
    Move.DESCRIBE: (
        Step(STILL_OPEN, None, "who found it says how bad it is and by when", _AUTHORITY),
        Step(STILL_OPEN, None, "the housing provider plans its own repairs", _OWN_CHECK),
    ),
    Move.ANSWER: (Step(TO_MEND, _S.ANSWERED, "the housing provider says what was done about it", _PROVIDER),),
    Move.ACCEPT: (Step(frozenset({_S.ANSWERED}), _S.MENDED, "the repair is good", _AUTHORITY),),
    Move.SEND_BACK: (
        Step(frozenset({_S.ANSWERED}), _S.SENT_BACK, "the repair is not enough", _AUTHORITY, needs_reason=True),
    ),
    Move.MEND: (
        Step(frozenset({_S.OPEN}), _S.MENDED, "what one found oneself is mended", _OWN_CHECK),
        Step(TO_MEND, _S.MENDED, "seen to be mended at a next visit", _AUTHORITY),
    ),
    Move.WITHDRAW: (
        Step(STILL_OPEN, _S.WITHDRAWN, "the item was in order after all", _AUTHORITY),
        Step(STILL_OPEN, _S.WITHDRAWN, "the item was in order after all", _OWN_CHECK),
    ),
    Move.FIND_AGAIN: (
        Step(frozenset({_S.WITHDRAWN}), _S.OPEN, "not in order after all", _AUTHORITY),
        Step(frozenset({_S.WITHDRAWN}), _S.OPEN, "not in order after all", _OWN_CHECK),
    ),
}

FINDINGS = Workflow(
    _S.OPEN, _STEPS, refused="finding_move_refused", final=frozenset({_S.MENDED, _S.WITHDRAWN}), in_sight=STILL_OPEN
)
"""What is open stands on the list of who must act. UNDO stands apart: it takes back the last move of the own side."""

# Taking the answer of the list back is done in the list itself, so these three have no undo of their own.
UNDOABLE = frozenset({Move.ANSWER, Move.ACCEPT, Move.SEND_BACK, Move.MEND})


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a check is: items with an outcome, of all items."""

    done: int
    total: int

    @property
    def is_complete(self) -> bool:
        return self.done == self.total


def progress_of(outcomes: Iterable[str], *, total: int) -> Progress:
    """Counted from the outcome of each item that has one."""
    return Progress(sum(outcome != ItemOutcome.UNSAID for outcome in outcomes), total)


def is_overdue(repair_by: date | None, *, state: str, on: date) -> bool:
    """Whether the housing provider should have mended it before a day; on the last day it is not too late yet."""
    return repair_by is not None and repair_by < on and state in TO_MEND


def days_overdue(repair_by: date | None, *, state: str, on: date) -> int:
    """For how many days it should have been mended by now; 0 when that is not so."""
    return (on - repair_by).days if repair_by is not None and is_overdue(repair_by, state=state, on=on) else 0


def proposed_term(severity: Severity, *, found_on: date, days: Mapping[Severity, int]) -> date:
    """The last day that we propose for a repair; a person chooses.

    A day on which nobody works is no day to propose: the working day before it is, where one lies after the finding.
    Otherwise the day stays, for danger does not wait until after the weekend.
    """
    counted = found_on + timedelta(days=days[severity])
    working = previous_working_day(counted)
    return working if working > found_on else counted
