"""The sentences that explain what inspections refuses."""

from django.utils.translation import gettext_lazy as _

REFUSAL_TEXTS = {
    "too_many_photos": _("There are %(most)s photos here already. Remove one first."),
    "photo_not_yours": _("We do not know this photo, or your organisation did not add it. Open the page again."),
    "check_not_yours": _("We do not know this check, or it is not yours. Go back to the site."),
    "check_closed": _("This check is finished. To change something, open it again for a correction."),
    "check_not_closed": _("This check is not finished yet. Finish it first; then the finding can be followed."),
    "check_open_already": _("A check of this site is still open. Finish that one first."),
    "check_item_unknown": _("This item is not part of this check. Go back to the list."),
    "check_nothing_said": _("Choose what you saw."),
    "check_answered_meanwhile": _(
        "A colleague answered this item while you were here. Both answers are shown below: look, and save yours again if "
        "it is the right one."
    ),
    "check_not_complete": _("Items without an answer: %(count)s. Answer them, or tick that they were not looked at."),
    "finding_needs_a_term": _("Findings without a last day for the repair: %(count)s. Open each one and choose a day."),
    "finding_not_yours": _("We do not know this finding, or it is not yours. Go back to the list of findings."),
    "finding_move_refused": _("That cannot be done with this finding now. Look at where it stands."),
    "finding_nothing_to_undo": _("There is nothing of yours to undo here any more. Open the page again."),
    "answer_missing": _("Say what was done about it."),
    "reason_missing": _("Say why, so that the other side knows what to do."),
    "repaired_in_the_future": _("This day has not come yet. Choose today or an earlier day."),
    "too_many_rooms_at_once": _("One check holds at most %(most)s rooms. Make a second check for the rest."),
    "room_not_of_site": _("One of these rooms is not part of this site. Choose again."),
}
