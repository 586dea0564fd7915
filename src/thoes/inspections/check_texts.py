"""What the pages call the outcomes, states and moves of a check, and the tone of each label."""

from django.utils.translation import gettext_lazy as _

from thoes.inspections.domain.checks import CheckKind, Deed, FindingState, Move, Outcome, Responsible, Severity

KIND_TEXTS = {CheckKind.SELF_CHECK: _("Self-check by the houser"), CheckKind.INSPECTION: _("Inspection")}
OUTCOME_TEXTS = {
    Outcome.UNSAID: _("No answer yet"),
    Outcome.IN_ORDER: _("In order"),
    Outcome.NOT_IN_ORDER: _("Not in order"),
    Outcome.NOT_APPLICABLE: _("Does not apply"),
    Outcome.NOT_LOOKED_AT: _("Not looked at"),
}
OUTCOME_TONES = {
    Outcome.UNSAID: "neutral",
    Outcome.IN_ORDER: "ok",
    Outcome.NOT_IN_ORDER: "overdue",
    Outcome.NOT_APPLICABLE: "neutral",
    Outcome.NOT_LOOKED_AT: "neutral",
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
    Responsible.HOUSER: _("The houser"),
    Responsible.OWNER: _("The owner of the building"),
    Responsible.SUPPLIER: _("A company that is called in"),
    Responsible.RESIDENTS: _("The residents together"),
}
STATE_TEXTS = {
    FindingState.OPEN: _("To be mended"),
    FindingState.ANSWERED: _("Answered by the houser"),
    FindingState.SENT_BACK: _("Sent back to the houser"),
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
    Move.ANSWER: _("The houser answered"),
    Move.ACCEPT: _("The repair was accepted"),
    Move.SEND_BACK: _("Sent back to the houser"),
    Move.MEND: _("Said to be mended"),
    Move.WITHDRAW: _("Withdrawn: in order after all"),
    Move.UNDO: _("The last step was taken back"),
}
DEED_TEXTS = {
    Deed.STARTED: _("Begun"),
    Deed.ROOMS: _("Other rooms were chosen"),
    Deed.CLOSED: _("Finished"),
    Deed.REOPENED: _("Opened again for a correction"),
    Deed.PHOTO_REMOVED: _("A photo was removed for good"),
    Deed.VOIDED: _("Taken off as a mistake"),
    Deed.RESTORED: _("Put back"),
}
# A plain number is counted in nothing that its label does not say.
UNIT_TEXTS = {"square_metres": _("m²"), "people": _("people"), "number": ""}
