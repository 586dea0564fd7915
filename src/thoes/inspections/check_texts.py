"""What the pages call the outcomes, states and moves of a check, and the tone of each label."""

from datetime import date

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from thoes.inspections.domain.checks import (
    CheckAction,
    CheckKind,
    FindingState,
    ItemOutcome,
    Move,
    Responsible,
    Severity,
    days_overdue,
)
from thoes.inspections.models import Finding
from thoes.inspections.queries import OpenFindings

KIND_TEXTS = {CheckKind.SELF_CHECK: _("Self-check by the housing provider"), CheckKind.INSPECTION: _("Inspection")}
OUTCOME_TEXTS = {
    ItemOutcome.UNSAID: _("No answer yet"),
    ItemOutcome.IN_ORDER: _("In order"),
    ItemOutcome.NOT_IN_ORDER: _("Not in order"),
    ItemOutcome.NOT_APPLICABLE: _("Does not apply"),
    ItemOutcome.NOT_LOOKED_AT: _("Not looked at"),
}
OUTCOME_TONES = {
    ItemOutcome.UNSAID: "neutral",
    ItemOutcome.IN_ORDER: "ok",
    ItemOutcome.NOT_IN_ORDER: "overdue",
    ItemOutcome.NOT_APPLICABLE: "neutral",
    ItemOutcome.NOT_LOOKED_AT: "neutral",
}
SEVERITY_TEXTS = {
    Severity.DANGER: _("Danger: must be mended at once"),
    Severity.SERIOUS: _("Serious: must be mended soon"),
    Severity.MINOR: _("Minor: can be mended with the next upkeep"),
}
PROPOSED_WITH_SEVERITY = _("%(severity)s. We propose %(day)s")
SEVERITY_SHORT_TEXTS = {
    Severity.DANGER: _("Danger"),
    Severity.SERIOUS: _("Serious"),
    Severity.MINOR: _("Minor"),
}
SEVERITY_TONES = {Severity.DANGER: "overdue", Severity.SERIOUS: "warning", Severity.MINOR: "neutral"}
RESPONSIBLE_TEXTS = {
    Responsible.PROVIDER: _("The housing provider"),
    Responsible.OWNER: _("The owner of the building"),
    Responsible.SUPPLIER: _("A company that is called in"),
    Responsible.RESIDENTS: _("The residents together"),
}
STATE_TEXTS = {
    FindingState.OPEN: _("To be mended"),
    FindingState.ANSWERED: _("Answered by the housing provider"),
    FindingState.SENT_BACK: _("Sent back to the housing provider"),
    FindingState.MENDED: _("Mended"),
    FindingState.WITHDRAWN: _("Withdrawn"),
}
STATE_TONES = {
    FindingState.OPEN: "warning",
    FindingState.ANSWERED: "leaving",
    FindingState.SENT_BACK: "warning",
    FindingState.MENDED: "ok",
    FindingState.WITHDRAWN: "neutral",
}
MOVE_TEXTS = {
    Move.FIND_AGAIN: _("Found"),
    Move.DESCRIBE: _("Severity, day or who mends it was set"),
    Move.ANSWER: _("The housing provider answered"),
    Move.ACCEPT: _("The repair was accepted"),
    Move.SEND_BACK: _("Sent back to the housing provider"),
    Move.MEND: _("Said to be mended"),
    Move.WITHDRAW: _("Withdrawn: in order after all"),
    Move.UNDO: _("The last step was taken back"),
}
CHECK_ACTION_TEXTS = {
    CheckAction.STARTED: _("Begun"),
    CheckAction.ROOMS: _("Other rooms were chosen"),
    CheckAction.CLOSED: _("Finished"),
    CheckAction.REOPENED: _("Opened again for a correction"),
    CheckAction.PHOTO_REMOVED: _("A photo was removed for good"),
    CheckAction.VOIDED: _("Removed as a mistake"),
    CheckAction.RESTORED: _("Put back"),
}
# A plain number is counted in nothing that its label does not say.
UNIT_TEXTS = {"square_metres": _("m²"), "people": _("people"), "number": ""}


def how_bad(finding: Finding, *, on: date) -> tuple[str, str]:
    """Tone and words of how bad a finding is, and for how many days it should have been mended by now."""
    severity = Severity(finding.severity)
    words, days = str(SEVERITY_SHORT_TEXTS[severity]), days_overdue(finding.repair_by, state=finding.state, on=on)
    if not days:
        return SEVERITY_TONES[severity], words
    late = ngettext("%(severity)s, %(days)s day too late", "%(severity)s, %(days)s days too late", days)
    return "overdue", late % {"severity": words, "days": days}


def open_findings_label(found: OpenFindings) -> tuple[str, str]:
    """Tone and words of how many findings of a site are open, and how many of those are too late."""
    words = ngettext("%(count)s finding open", "%(count)s findings open", found.still_open) % {
        "count": found.still_open
    }
    if not found.overdue:
        return "warning", words
    late = ngettext("%(open)s, %(count)s too late", "%(open)s, %(count)s too late", found.overdue)
    return "overdue", late % {"open": words, "count": found.overdue}
