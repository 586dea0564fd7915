"""The sentences of refusals, and what words of the domain are called on the pages of who keeps the events."""

from django.utils.translation import gettext_lazy as _

from thoes.events.domain.event import SignUp
from thoes.events.domain.repeating import Repeat

REPEATS = {
    Repeat.ONCE: _("Once"),
    Repeat.DAILY: _("Every day"),
    Repeat.WEEKLY: _("Every week"),
    Repeat.FORTNIGHTLY: _("Every two weeks"),
    Repeat.SAME_WEEKDAY: _("Every month on the same weekday, such as the second Tuesday"),
    Repeat.LAST_WEEKDAY: _("Every month on the last such weekday, such as the last Friday"),
    Repeat.SAME_DAY: _("Every month on the same day, such as the 15th"),
    Repeat.LAST_DAY: _("Every month on its last day"),
    Repeat.YEARLY: _("Every year"),
    Repeat.OTHERWISE: _("In another way, as it is now"),
}
SIGN_UP = {
    SignUp.UNKNOWN: _("Not known"),
    SignUp.NOT_NEEDED: _("Not needed"),
    SignUp.NEEDED: _("Needed"),
}

REFUSAL_TEXTS = {
    "event_not_yours": _("This event is not kept by your organisation. Ask the province to change it."),
    "event_of_another_municipality": _("You keep the events of your own municipality. Choose that one."),
    "event_changed_meanwhile": _(
        "Somebody else changed this event while you were writing. Open it again in another tab, look at what changed, and"
        " save yours there."
    ),
    "event_changed_since": _("Something was done about this event since, so this cannot be undone. Change it by hand."),
    "calendar_events_changed_since": _(
        "Something else was done since about events of this calendar: %(count)s (%(names)s). So this cannot be undone as a"
        " whole. Undo it there first, or change those events by hand."
    ),
    "calendar_reading_not_newest": _(
        "This is not the newest time that the calendar was taken in, or the calendar was removed. Undo the newest, or change"
        " the events by hand."
    ),
    "calendar_removed": _("This calendar was removed. Put it back first, on the page of the calendars."),
    "calendar_not_removed": _(
        "This calendar is there, so there is nothing to put back. Go back to the list of calendars."
    ),
    "event_not_worked_out": _("We cannot read this event any more. Mend it first: its page says how."),
    "event_cannot_be_mended": _("Leaving parts out does not mend this event. Fill it in again, or take it away."),
    "event_date_unknown": _("The event is not on this date. Open the event again and choose a date from its list."),
    "calendar_link_unreadable": _("Write the whole address of the calendar, which begins with https://."),
    "event_title_missing": _("Fill in the title in Dutch."),
    "event_text_too_long": _(
        "This text is too long. Write the most important things, and put the rest on your website."
    ),
    "event_part_unreadable": _("We do not understand this. Write it as in the explanation."),
    "event_link_unreadable": _("Write the whole address of the page, which begins with https://."),
    "event_sign_up_unreadable": _(
        "Write a telephone number with digits only, or the whole address of a page, which begins with https://."
    ),
    "event_year_wrong": _("This day cannot be right. Check the year."),
    "event_time_with_zone": _(
        "Beside this time stands a time zone. Write only the time of the clock in the Netherlands, such as 2026-12-08 19:30."
    ),
    "event_first_day_does_not_fit": _(
        "The first day is not one of those on which it repeats. Choose another day, or another way to repeat."
    ),
    "event_ends_before_it_begins": _("It ends before it begins. Check the times."),
    "event_too_long": _("One date lasts at most two months. Make it an event that repeats."),
    "event_too_many_dates": _("There are more than 500 single dates in this event. Make it two events."),
    "event_rule_too_often": _(
        "This repeats by the hour, the minute or the second. Choose the day, the week, the month or the year."
    ),
    "event_rule_not_taken": _(
        "This repeats in a way that we do not take, such as by the number of the week. Say it by weekday or by day of the"
        " month."
    ),
    "event_rule_without_dates": _(
        "This repeats on a day that does not come, such as 30 February. Choose another day in the calendar that it comes from."
    ),
    "event_rule_unreadable": _(
        "We do not understand how this repeats. Make it again in the calendar that it comes from."
    ),
}
