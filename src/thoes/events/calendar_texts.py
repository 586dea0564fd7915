"""The sentences about a calendar file, its lines, and what is asked of it."""

from django.utils.translation import gettext_lazy

LINE_TEXTS = {
    "event_without_uid": gettext_lazy(
        "This event has no UID, so it cannot be found again the next time. Make it again in the calendar."
    ),
    "event_private": gettext_lazy(
        "This event is private in the calendar. It was not read. Make it public there if everybody may see it."
    ),
    "event_time_unreadable": gettext_lazy("We cannot read when this event is. Make it again in the calendar."),
    "event_time_without_zone": gettext_lazy(
        "The times of this event name no time zone. Say whether they are those of the Netherlands."
    ),
    "event_repeats_by_another_clock": gettext_lazy(
        "This event repeats by the clock of another time zone, so for a part of the year it would be shown an hour wrong."
        " Choose the time zone Amsterdam in the calendar."
    ),
    "event_other_uid": gettext_lazy(
        "This event may be one that you have already, under another UID. Answer the question above first."
    ),
    "event_range_not_taken": gettext_lazy(
        "In this event one date and all after it were changed. Make it two events in the calendar: until then, and from then."
    ),
}
REFUSAL_TEXTS = LINE_TEXTS | {
    "calendar_unreadable": gettext_lazy(
        "This is no calendar file that we can read. Ask your calendar for it once more."
    ),
    "calendar_cut_off": gettext_lazy("This calendar file is cut off: its end is missing. Fetch it once more."),
    "calendar_zone_unusual": gettext_lazy(
        "This calendar file describes a time zone in a way that no usual calendar does, or that would take too long to work"
        " out. Nothing was read. Choose the time zone Amsterdam in the calendar, and fetch the file once more."
    ),
    "calendar_empty": gettext_lazy(
        "There is no event in this calendar file. Nothing was changed. Check whether it is the right file."
    ),
    "calendar_too_many": gettext_lazy(
        "There are more than %(most)s events in this calendar file. Ask your calendar for those that are to come."
    ),
    "calendar_too_large": gettext_lazy(
        "This calendar file has more than %(most)s MB. Ask your calendar for the events that are to come."
    ),
    "calendar_not_yours": gettext_lazy("This calendar is not kept by your organisation. Choose one of your list."),
    "calendar_floating": gettext_lazy(
        "Events whose times name no time zone: %(count)s. Are they those of the clock in the Netherlands?"
    ),
    "calendar_other_uid": gettext_lazy(
        "Events with the same title and the same begin as those that you have, but with another UID: %(count)s (%(names)s)."
        " Are they the same events? Then what you added to them stays."
    ),
    "calendar_missing": gettext_lazy(
        "Events that you have and that are not in this calendar any more: %(count)s (%(names)s). What became of them?"
    ),
    "calendar_missing_cancelled": gettext_lazy("They are cancelled: readers see that"),
    "calendar_missing_away": gettext_lazy("They do not exist: nobody finds them any more"),
    "calendar_missing_keep": gettext_lazy("They are held: leave them as they are"),
    "calendar_texts_cut": gettext_lazy(
        "Events with a text that is longer than we show: %(count)s. The end is left out. Make the text shorter, or leave it:"
        " readers find the rest on your website."
    ),
}
