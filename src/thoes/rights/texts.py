"""The texts of this module's refusals."""

from django.utils.translation import gettext_lazy as _

REFUSAL_TEXTS = {
    "person_unknown": _("We do not know this person at your organisation. Search again."),
    "request_unknown": _(
        "This request is not there, or it belongs to another organisation. Go back to the list of requests."
    ),
    "request_answered": _("This request was answered already. Open it again first."),
    "request_not_answered": _("This request is still open. Answer it first."),
    "request_says_nothing": _("Write down what the person asks for."),
    "answer_says_nothing": _("Write down what you answered, so that it can be read later."),
    "received_later": _("The day on which the request came in cannot be in the future."),
    "extended_already": _(
        "The term was made longer once already. The law does not allow it twice. Answer before the last day."
    ),
    "extension_too_late": _("The first term is over, so it can no longer be made longer. Answer now."),
    "full_needs_a_reason": _("Write down why everything is needed: what the person asked, and how you know who it is."),
    "full_reason_names_somebody": _(
        "Leave the name of the person out of the reason: the privacy officer reads it, and sees no names."
    ),
    "full_too_many_today": _(
        "You asked for everything %(most)s times today, and that is the most. Go on tomorrow, or let a colleague do it."
    ),
    "full_asked_already": _("This was asked already. Open the request again to see how it stands."),
    "full_confirmed_by_oneself": _("You asked for this yourself. Ask a colleague to confirm it."),
    "full_not_waiting": _(
        "This does not wait any more: it was turned down, withdrawn, or it took too long. Ask again."
    ),
    "full_not_confirmed": _("This is not confirmed, or the confirmation is over. Ask for it again, with the reason."),
    "extension_needs_a_reason": _("Say why it takes longer. You must tell the person too."),
}
