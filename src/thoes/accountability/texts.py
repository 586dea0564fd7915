"""The texts of refusals in this module."""

from django.utils.translation import gettext_lazy as _

REFUSAL_TEXTS = {
    "breach_says_nothing": _("Say in some words what happened. Name no worker."),
    "breach_needs_its_scope": _("Choose the account, the page or the table that it is about."),
    "breach_known_later": _("You cannot know it later than now. Choose an earlier moment."),
    "breach_ends_before_it_begins": _("The period ends before it begins. Change one of the two days."),
    "breach_is_closed": _("This record is closed. Open it again first."),
    "breach_is_open": _("This record is already open. Open the page again."),
    "breach_needs_a_result": _("Say what came of it before you close it."),
    "step_taken_already": _("This step has already been taken. Open the page again."),
    "step_not_taken": _("This step was not taken, so there is nothing to take back. Open the page again."),
    "statement_says_the_same": _("This is what already stood there. Change something, or go back."),
}
