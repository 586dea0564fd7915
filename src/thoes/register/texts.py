"""The sentences that explain what the register refuses."""

from django.utils.translation import gettext_lazy as _

REFUSAL_TEXTS = {
    "arrival_differs": _(
        "%(who)s is in bed %(bed)s since %(known)s, and the list says since %(said)s. Which day is right?"
    ),
    "bed_differs": _("%(who)s is in bed %(bed)s since %(from_date)s, and the list says another one. Which is right?"),
    "departure_differs": _(
        "%(who)s left bed %(bed)s on %(known)s as far as we know, and the list says still here. Which is right?"
    ),
    "period_backwards": _("The last night lies before the first one, %(first)s. Choose a last night on or after it."),
    "period_ahead": _("That night is still to come. Choose tonight, %(tonight)s, or an earlier night."),
    "period_too_long": _("You can see %(most)s nights at a time. Choose a shorter period, and ask again for the rest."),
    "known_ahead": _("That day is still to come. Choose today or an earlier day."),
    "worker_already_here": _(
        "This worker already has a bed in that time: %(bed)s, from %(from_date)s until %(until)s. "
        "Check the worker out there first, or change the dates."
    ),
    "worker_already_here_open": _(
        "This worker already has a bed: %(bed)s, since %(from_date)s. Check the worker out there first, or move the worker."
    ),
    "worker_at_another_site": _(
        "Somebody with this name has a bed at another site of yours, from %(from_date)s. Is it the same person? Search for the"
        " name, and move the worker to this site or check the worker out there first. Is it somebody else? Fill in the birth"
        " date or the document number of both, or check this person in on the page of the site and say that it is somebody"
        " else."
    ),
    "other_bed_known": _(
        "We know this stay in another bed: %(bed)s, from %(from_date)s. "
        "Move the worker if the bed changed, or correct the bed here."
    ),
    "bed_taken": _(
        "This bed is taken from %(from_date)s until %(until)s: %(bed)s. Choose another bed or change the dates."
    ),
    "bed_taken_open": _(
        "This bed is taken from %(from_date)s on, and it is not known until when: %(bed)s. "
        "Choose another bed, or check out who has it first."
    ),
    "bed_waits_for_answer": _(
        "Somebody is in this bed since %(from_date)s, and another line of this list asks something about that person: "
        "%(bed)s. Answer that first; then this line is looked at again."
    ),
    "two_beds_from_one_day": _(
        "This list puts this person in two beds from one day on: %(beds)s. Leave one of the lines out, or mend the day on "
        "which the person came in that bed."
    ),
    "two_people_in_a_line": _(
        "Two people are entered here together. Give each of them a line, a bed and a name of their own."
    ),
    "namesake_is_here": _(
        "Somebody with this name has been sleeping here since %(from_date)s: %(bed)s. Is it the same person? Then correct "
        "or move that stay on its own page. Is it somebody else? Fill in the birth date or the document number of "
        "both, or check this person in on the page of the site and say that it is somebody else."
    ),
    "bed_unknown": _("This site has no room or bed with the name %(bed)s. Choose one of its rooms: %(rooms)s."),
    "room_ambiguous": _(
        "This name fits more than one room: %(rooms)s. Write the name of the room as it is on the board."
    ),
    "bed_gone": _("This bed is not there any more. Load the page again and choose another bed."),
    "no_free_bed": _(
        "No bed is free for these nights; we looked at %(beds)s beds. Check somebody out first, or choose other dates."
    ),
    "bed_chosen_twice": _("You chose one bed for two people. Give each of them a bed of their own."),
    "bed_out_of_use": _("Bed %(bed)s is out of use from %(from_date)s. Choose another bed."),
    "bed_slept_in": _(
        "Someone sleeps in bed %(bed)s on or after %(from_date)s. Check that person out or move them first, "
        "or choose a later day."
    ),
    "departure_recorded": _(
        "For one of these workers a departure on %(departure)s is recorded already. Leave that one out, or correct that stay "
        "first."
    ),
    "no_ground_to_ask": _(
        "The municipality of this site has no ground for this field, so it is not kept. Leave the field empty."
    ),
    "stays_missing": _("Choose at least one worker first."),
    "date_far_away": _("The date %(date)s cannot be right. Check the year."),
    "arrival_too_far_ahead": _("The arrival on %(date)s is more than a year ahead. Check the year."),
    "departure_before_arrival": _(
        "The departure (%(departure)s) must be after the arrival (%(arrival)s): a stay lasts at least one night. "
        "Did the worker never sleep here? Then remove the stay instead."
    ),
    "expected_before_arrival": _(
        "The expected departure must be after the arrival (%(arrival)s). Change one of the two days."
    ),
    "bsn_not_allowed": _(
        "This field holds a number that may be a citizen service number (BSN). You may not keep a BSN in a night "
        "register. Remove the number and save again."
    ),
    "name_missing": _("Fill in the worker's family name."),
    "site_unknown": _("We do not know this site, or it is not one of yours. Choose a site from your list."),
    "stay_unknown": _("This stay is not one of yours, or it no longer exists. Go back to the site and try again."),
    "details_unknown": _("This was not recorded for this worker before. Open the page of the worker again."),
    "worker_unknown": _("This worker is not in your register. Search for the name, or add the worker."),
    "sent_before": _("You sent this form before. Look whether the worker is in already; send it again if not."),
    "changed_meanwhile": _(
        "Someone else changed this stay just now. Look at it again, and repeat if it is still needed."
    ),
    "bed_taken_meanwhile": _(
        "Somebody else has this bed in one of these nights: their stay is in it, or it was given away just now. Choose another"
        " bed or other dates."
    ),
    "worker_here_meanwhile": _(
        "This worker has another bed in that time. Look at the worker's stays and correct them first."
    ),
    "departure_before_arrival_plain": _(
        "The departure must be after the arrival: a stay lasts at least one night. Change one of the two days."
    ),
    "expected_before_arrival_plain": _("The expected departure must be after the arrival. Change one of the two days."),
    "already_left": _("This stay already ended on %(departure)s. Correct the stay if that date is wrong."),
    "change_unknown": _("This action is not one of yours, so it cannot be undone here. Ask who did it."),
    "already_undone": _("This action was undone before. Open the page again."),
    "changed_since": _("Something was changed after this action. Undo the later action first."),
    "undo_not_possible": _(
        "This action cannot be undone: the bed is taken by now, or the worker has another bed. Correct the stay on its "
        "own page instead."
    ),
    "move_to_same_bed": _("The worker already has this bed. Choose another bed."),
    "round_too_old": _("This round was made more than a day ago, and the register may have changed. Make it again."),
    "round_of_another_night": _(
        "This list is of the night of %(night)s. Open the list of tonight and make the round again."
    ),
    "round_empty": _("Say of at least one person whether you saw this person."),
    "zone_check_digit_wrong": _(
        "The lines of the document were not read right: a check digit does not fit. Nothing was taken over. Read the document"
        " again, or type the name."
    ),
    "zone_incomplete": _(
        "Not all lines of the document came over, so nothing was taken over. Read the document again, or type the name."
    ),
    "zone_unreadable": _(
        "The lines of the document cannot be read, so nothing was taken over. Read the document again, or type the name."
    ),
    "nonce_of_another": _("This form was sent before by someone else. Open the page again and repeat."),
}
