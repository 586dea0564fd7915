"""The texts of this module's refusals."""

from django.utils.translation import gettext_lazy as _

REFUSAL_TEXTS = {
    "person_unknown": _("We do not know this person at your organisation. Search again."),
    "request_unknown": _("This request is not there, or it belongs to another organisation."),
    "request_answered": _("This request was answered already. Open it again first."),
    "request_not_answered": _("This request is still open."),
    "request_says_nothing": _("Write down what the person asks for."),
    "answer_says_nothing": _("Write down what you answered, so that it can be read later."),
    "received_later": _("The day on which the request came in cannot be in the future."),
    "extended_already": _("The term was made longer once already. The law does not allow it twice."),
    "extension_too_late": _("The first term is over, so it can no longer be made longer. Answer now."),
    "extension_needs_a_reason": _("Say why it takes longer. You must tell the person too."),
}
