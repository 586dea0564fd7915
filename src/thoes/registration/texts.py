"""Why somebody must register, in sentences for the desk; and what this module refuses."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from thoes.registration.domain.follow_up import Overtaken
from thoes.rules.terms import TermChange

REFUSAL_TEXTS = {
    "person_elsewhere": _(
        "This person does not belong to your municipality at this moment, so nothing was recorded. Go back to the worklist."
    ),
    "registered_in_future": _("The day of registration (%(date)s) lies ahead. Fill in the day on which it happened."),
    "already_registered": _(
        "This person is recorded as registered already. Take that record back first if it is wrong."
    ),
    "departed_in_future": _("The day of departure (%(date)s) lies ahead. Record it on the day itself or later."),
    "departed_before_registered": _(
        "This person was registered on %(date)s; the departure must come after that day. Check both days."
    ),
    "appointment_in_past": _("Fill in the day of the appointment: today or later."),
    "stayed_already": _(
        "The nights of the four months have already been reached, so “leaves before the four months” is no reason. "
        "Choose another."
    ),
    "step_not_allowed": _("This cannot follow on where the desk is with this person. Open the page again and choose."),
    "follow_up_changed": _(
        "%(by)s was here before you: this person now stands at “%(state)s”. Look again and decide anew."
    ),
    "follow_up_gone": _("What you saw of this person has changed. Open the page again."),
    "action_unknown": _(
        "This action cannot be undone: it was undone before, or it is not one of your municipality. Open the page again."
    ),
    "changed_since_action": _("Something happened with this person after it. Undo that first, or take a new step."),
    "site_elsewhere": _("This site is not in your municipality. Choose another one."),
    "session_in_past": _("Choose a day for the session: today or later."),
    "session_too_long": _(
        "With these slots the session would run past midnight. Begin earlier, take shorter slots or more desks."
    ),
    "session_not_yet": _("This session is on %(on)s. Say on that day who came and who did not."),
    "session_unknown": _(
        "This session is not one of your municipality, or it was cancelled. Go back to the list of sessions."
    ),
    "session_changed": _("A colleague moved this session in the meantime. Look again and decide anew."),
    "not_living_here": _("This person does not live at this site now, so no place was kept. Open the page again."),
    "slot_unknown": _("This place is not on the list of the session any more. Open the page again."),
    "slot_changed": _("%(by)s was here before you: it now says “%(outcome)s”. Look again and decide anew."),
    "worker_not_yours": _("This person does not work for you tonight, as far as we know. Open the list again."),
    "registration_unknown": _(
        "This registration is not one of your municipality, or it was taken back before. Open the page again."
    ),
}

# Why the last day to register is another one than the law seems to say (Algemene termijnenwet art. 1 and 2).
LATER_THAN_THE_DAYS = {
    TermChange.FREE_DAY: _(
        "The %(days)s days end on %(counted)s. That is a Saturday, Sunday or holiday, so the term runs on to the next "
        "working day (Algemene termijnenwet)."
    ),
    TermChange.TOO_FEW_WORKING_DAYS: _(
        "The %(days)s days end on %(counted)s and hold fewer than two working days, so the term is longer (Algemene "
        "termijnenwet)."
    ),
}

# By the code of the decision; the facts are filled in by `explaining.py`.
REASONS = {
    "no_nights": _("We know of no nights in the last %(window_days)s days."),
    "nights_below": _(
        "Slept %(nights_in_window)s of the last %(window_days)s nights in beds we know; the duty begins at "
        "%(nights_needed)s."
    ),
    "nights_near": _(
        "Slept %(nights_in_window)s of the last %(window_days)s nights in beds we know. If the stay goes on as planned, "
        "the %(nights_needed)s nights are reached on %(approaching_on)s."
    ),
    "stay_expected": _(
        "On arrival the stay was expected to last at least %(nights_needed)s nights. Then the duty begins at once."
    ),
    "stay_expected_later": _(
        "On %(expected_from)s it became known that the stay is expected to last until %(expected_until)s. Then the duty "
        "begins on that day."
    ),
    "stay_expected_later_elsewhere": _(
        "On %(expected_from)s it became known that the stay is expected to last at least %(nights_needed)s nights. Then "
        "the duty begins on that day."
    ),
    "stay_expected_taken_back": _(
        "From %(expected_from)s the stay was expected to be long. That was taken back on %(expectation_taken_back_on)s, "
        "after the last day to register, so the duty stays."
    ),
    "nights_counted": _(
        "Slept %(nights_in_window)s of the last %(window_days)s nights in beds we know; %(nights_needed)s were reached "
        "on %(counted_from)s."
    ),
    "stay_expected_then_counted": _(
        "The stay was expected to be long from %(expected_from)s, and %(nights_needed)s nights were reached on "
        "%(counted_from)s."
    ),
    "moved": _("Registered, and moved to another site on %(duty_from)s. The move must be reported by %(register_by)s."),
    "leaving": _(
        "Registered, and leaves on %(duty_from)s. Who leaves the country for most of a year reports it by "
        "%(register_by)s."
    ),
    "registered": _("Registered in the BRP. Nothing to do now."),
}

# Why somebody is to be looked at again at once, although the day to look again lies ahead.
OVERTAKEN = {
    Overtaken.RNI: _("Being in the RNI is no registration as a resident: the duty to register stays."),
    Overtaken.REGISTRATION: _("A registration was recorded, and there is something to register or report again."),
    Overtaken.STAYED: _("Would leave before the four months, and the nights have now been reached."),
    Overtaken.SINCE: _("What gives the duty happened after the desk recorded this."),
    Overtaken.CAME_BACK: _("Arrived here again after the desk recorded this."),
}

# What the desk may tell of the RNI (Wet BRP art. 2.63 lid 4, and RvIG).
RNI_IS_NO_REGISTRATION = _(
    "In the RNI since %(day)s, and must register as a resident all the same. The temporary address and the contact "
    "data do not come along from the RNI: ask for them again."
)

CHANGES = {
    "more_nights": ngettext_lazy(
        "It would change with %(change_nights)s more night.",
        "It would change with %(change_nights)s more nights.",
        "change_nights",
    ),
    "nights_reached": ngettext_lazy(
        "It would change on %(change_on)s, after %(change_nights)s more night.",
        "It would change on %(change_on)s, after %(change_nights)s more nights.",
        "change_nights",
    ),
    "expected_departure_earlier": _("There would be no duty if the expected departure were before %(change_on)s."),
    "stays_away": _("Anyone who leaves today and stays away starts again on %(change_on)s."),
}
