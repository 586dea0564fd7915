"""The sentences for what the methods refuse, and for what must be known of their answers."""

from django.utils.translation import gettext_lazy as _

METHOD_REFUSAL_TEXTS = {
    "duration_negative": _("A length of time cannot be below zero. Correct the number."),
    "duration_not_finite": _("A length of time must be a number. Correct it."),
    "entry_after_exit": _("Somebody cannot come into sight after leaving. Correct the entry or the exit."),
    "durations_of_no_time": _(
        "Lines in which somebody came into sight and left at the same time, which count for nothing: %(count)s."
    ),
    "register_starts_after_look": _("The register starts after %(day)s, the day of looking. Choose an earlier first day."),
    "no_stays_in_file": _("This file holds column names and no stays. Add a line for each stay."),
    "no_line_could_be_read": _(
        "None of the %(count)s lines could be read. The first is line %(line)s: %(reason)s Correct the lines and try again."
    ),
    "stays_begun_too_late": _("Stays that began too late to be judged, which are left out: %(count)s."),
    "stays_ended_too_early": _("Stays that ended before the register started, which are left out: %(count)s."),
    "stays_may_have_begun_earlier": _(
        "Stays that may be the continuation of an earlier one, from before the register started: %(count)s. Some people may "
        "have stayed longer than it seems."
    ),
    "nobody_left": _("Nobody in this file left. So it does not show how long people stay."),
    "curve_starts_late": _("Nobody was followed before time %(time)s. The shares are of those who stayed until then."),
    "curve_ran_empty": _(
        "At time %(time)s everybody who was followed had left, and others came into sight later. After that the curve says "
        "nothing."
    ),
    "columns_named_alike": _("Two columns are named “%(name)s”. Give each a name of its own."),
    "column_without_name": _("Column %(column)s holds something and has no name. Write a name above it."),
    "columns_left_out": _("Columns that are not used here: %(names)s."),
    "number_ambiguous": _(
        "“%(text)s” can be two numbers. Write it with a point for the decimals, and without a sign for thousands."
    ),
    "number_is_a_day": _(
        "This is a day of the calendar. Write a length of time as a number. For stays with days use columns “person”, "
        "“arrival” and “departure”."
    ),
    "durations_without_event": _(
        "Lengths of time need two columns: “exit” and “event” (1 for who left, 0 for who was followed until then). Add the "
        "one that is missing. “entry” may be left out."
    ),
    "event_coded_otherwise": _(
        "The column “event” holds other numbers than 1 and 0: %(found)s. Which of them means that somebody left cannot be "
        "known. Write 1 for who left and 0 for who did not."
    ),
    "column_is_no_list": _(
        "The column “%(name)s” holds more than 1 and 0, so it is no list. If it holds how many people, call it “count”. If it "
        "sets people apart, such as men and women, make a file for each group."
    ),
    "count_column_missing": _(
        "There is no column “count”. If “%(name)s” holds how many people were named so often, call it “count”."
    ),
    "captures_open_unclear": _(
        "“%(text)s” leaves open who was named twice, or overlaps another line. Give who was named once and twice lines of "
        "their own, and put all that is above in one line."
    ),
    "unseen_line_left_out": _("A line is about people who stand in no list. Nobody can count those, so it was not used."),
    "odds_ratio_not_used": _("A range of odds ratios is for two lists, and was not used here. Leave it out."),
    "link_faults_not_used": _("One list has no links, so the shares of missed and wrong links were not used. Leave them out."),
    "yes_or_no_unreadable": _("Write 1 for yes or 0 for no."),
    "no_table_of_lists": _(
        "This file holds no table. Write the names of the lists and “count” above the columns, or “captures” and “count” for "
        "one list."
    ),
    "line_unreadable": _(
        "Line %(line)s, column “%(column)s”, cannot be read: %(reason)s Nothing was estimated, because a line that is "
        "missing is not a zero. Correct the line and try again."
    ),
    "too_few_lists": _(
        "There is one list. Add a second list, or give how often the one list names people in a column “captures”."
    ),
    "too_many_lists": _("There are more than %(most)s lists. Put lists that resemble each other together."),
    "lists_named_alike": _("Two lists have the same name. Give each a name of its own."),
    "unseen_in_table": _("The table counts people who stand in no list. Nobody can count those: take that line out."),
    "nobody_seen": _("All counts are zero. Without people in the lists there is nothing to estimate."),
    "list_is_empty": _("Nobody stands in the list “%(name)s”. Take it out."),
    "link_share_impossible": _("A share of links lies from 0 up to 1. Correct it."),
    "no_names_in_list": _(
        "The list “%(name)s” has no column with names. Write “family name” and “given name” above them, or “name”."
    ),
    "list_too_short": _(
        "The list “%(name)s” has fewer than %(least)s people. From so few nothing can be learned of how lists differ. "
        "Use a longer list."
    ),
    "lists_not_alike": _(
        "These lists share too few people to learn how well they can be linked. Check whether they are about the same place "
        "and time."
    ),
    "birth_date_of_too_many": _(
        "%(lines)s lines have the birth date %(day)s, probably where none is known. That is more than can be compared with "
        "each other. Empty those cells in the lists and hand them in again."
    ),
    "too_many_pairs_to_link": _(
        "More than %(most)s million pairs of lines in these lists have the same date or name. That is more than can be "
        "compared. Take out what was put in where nothing is known, or link smaller lists: of one region, or of one year."
    ),
    "links_too_bad": _(
        "The links between these lists are too bad for an estimate: most are wrong, or most were missed. Use lists with "
        "birth dates."
    ),
    "odds_ratio_impossible": _("An odds ratio is above zero, and the second is not below the first. Correct them."),
}  # fmt: skip
