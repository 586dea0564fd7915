"""The sentences for every refusal and notice of this module, and what the columns of a list of stays are called."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from thoes.foundation.refusal_texts import LINES

REFUSAL_TEXTS = {
    "site_ambiguous": _("Two of your sites have this name. Write the code of the site instead."),
    "site_of_line_missing": _(
        "Other lines of this list name a site and this one does not. Write the site on every line, also where it stays "
        "the same."
    ),
    "understood_arrivals": _("Stays: %(count)s. The first arrival is on %(first)s, the last on %(last)s."),
    "understood_departures": _(
        "Left or with a day of departure: %(count)s. The first leaves on %(first)s, the last on %(last)s."
    ),
    "understood_staying": _("Still there, because there is no departure: %(count)s."),
    "understood_day_first": _("Dates are read with the day first, as %(text)s shows."),
    "understood_site": _("%(site)s: stays %(people)s, rooms %(rooms)s."),
    "understood_longest_name": _("The longest name is “%(text)s”."),
    "list_is_complete": _("Does everybody who is here stand in this list?"),
    "list_is_complete_no": _("No, it says who came and who left"),
    "list_is_complete_yes": _("Yes, who is not in it is not here any more"),
    "missing_left_on": _("On which day did those leave who are missing in this list?"),
    "missing_in_list": _("%(who)s is not in this list, and is in bed %(bed)s since %(arrival)s."),
    "missing_in_list_leaves": _("%(who)s left"),
    "missing_in_list_stays": _("%(who)s is still here"),
    "missing_in_list_leaves_all": _("they left"),
    "missing_in_list_stays_all": _("they are still here"),
    "arrival_differs_list_all": _("the list is right"),
    "arrival_differs_register_all": _("what we have is right"),
    "departure_differs_list_all": _("the list is right"),
    "departure_differs_register_all": _("what we have is right"),
    "complete_after_mending": _(
        "Some lines come back. Mend them or leave them out first: then we show who is missing in this list."
    ),
    "arrival_differs_list": _("The list: since %(said)s"),
    "arrival_differs_register": _("What we have: since %(known)s"),
    "departure_differs_list": _("The list: still here"),
    "departure_differs_register": _("What we have: left on %(known)s"),
    "understood_missing": _("Missing in this list and checked out on %(day)s: %(count)s."),
    "missing_is_checked_out": _("is not in this list: is checked out"),
    "moves_here": _("moves here"),
    "bed_differs_list": _("The list: in another bed from %(day)s on"),
    "bed_differs_register": _("What we have: bed %(bed)s"),
    "bed_differs_list_all": _("the list is right: they moved"),
    "bed_differs_register_all": _("what we have is right"),
    "namesake_is_here_same": _("It is the same person"),
    "namesake_is_here_other": _("It is somebody else with this name"),
    "worker_at_another_site_other": _("It is somebody else with this name"),
    "worker_at_another_site_other_all": _("they are other people"),
    "namesake_is_here_same_all": _("they are the same people"),
    "namesake_is_here_other_all": _("they are other people"),
    "known_by_stay": _("known by this stay"),
    "known_by_birth_date": _("known by name and birth date"),
    "known_by_document": _("known by name and document number"),
    "known_by_chosen": _("chosen by you"),
    "arrival_becomes": _("arrival: %(before)s becomes %(after)s"),
    "departure_becomes": _("departure: %(before)s becomes %(after)s"),
    "expected_departure_becomes": _("expected departure: %(before)s becomes %(after)s"),
    "understood_people": _("New people: %(new)s. People we know: %(known)s."),
    "site_filled_down": ngettext_lazy(
        "Line %(lines)s has no site, and stands below a line that has one. Is it the same site (“%(text)s”)?",
        "Lines %(lines)s have no site, and stand below a line that has one. Is it the same site (“%(text)s” and so on)?",
        LINES,
    ),
    "unit_filled_down": ngettext_lazy(
        "Line %(lines)s has no room, and stands below a line that has one. Is it the same room (“%(text)s”)?",
        "Lines %(lines)s have no room, and stand below a line that has one. Is it the same room (“%(text)s” and so on)?",
        LINES,
    ),
    "title_names_site": _("Above the list on “%(sheet)s” stands “%(title)s”. Do these people sleep at that site?"),
    "blocks_name_places": _(
        "Between the lines stand titles: %(titles)s. Do the people below each of them sleep there?"
    ),
    "sheets_name_places": _("These sheets have the name of a place: %(titles)s. Do the people on each sleep there?"),
    "titles_not_understood": ngettext_lazy(
        "Line %(lines)s holds one text, and people stand below: %(titles)s. Is it a place that we do not know? Then "
        "write the site or the room on each line. Is it no place? Then say so.",
        "Lines %(lines)s hold one text, and people stand below: %(titles)s. Is it a place that we do not know? Then "
        "write the site or the room on each line. Is it no place? Then say so.",
        LINES,
    ),
    "titles_not_understood_no_places": _("They are no places"),
    "name_says_more": _(
        "More than a name stands here: a number, a dash, a question mark, or that somebody leaves or moves. Write the name "
        "alone, and the rest in a column of its own."
    ),
    "left_said_elsewhere": ngettext_lazy(
        "Column or cell %(columns)s says of line %(lines)s that somebody left, leaves or never came, and no departure "
        "is filled in. Fill in the day, or leave the line out if this person never came. Or is this person still here?",
        "Column or cell %(columns)s says of lines %(lines)s that somebody left, leaves or never came, and no departure "
        "is filled in. Fill in the day, and leave out who never came. Or are they all still here?",
        LINES,
    ),
    "left_said_elsewhere_still_here": _("Yes, everybody is still here"),
    "title_says_left": ngettext_lazy(
        "Beside line %(lines)s stands “%(title)s”, and it has no departure. Fill in the day. Or is this person still "
        "here?",
        "Beside lines %(lines)s stands “%(title)s”, and they have no departure. Fill in the day on each line. Or are "
        "they all still here?",
        LINES,
    ),
    "title_says_left_still_here": _("Yes, everybody is still here"),
    "not_on_newest_sheet": ngettext_lazy(
        "Line %(lines)s of “%(sheet)s” has no departure, and this person is not on “%(newest)s”. Fill in the day of "
        "departure. Or is this person still here?",
        "Lines %(lines)s of “%(sheet)s” have no departure, and these people are not on “%(newest)s”. Fill in the day on"
        " which each left. Or are they all still here?",
        LINES,
    ),
    "not_on_newest_sheet_still_here": _("Yes, everybody is still here"),
    "line_counts_people": ngettext_lazy(
        "Column %(column)s says of line %(lines)s that it is about more than one person. Give each person a line. Or "
        "does everybody have a line already?",
        "Column %(column)s says of lines %(lines)s that they are about more than one person. Give each person a line. "
        "Or does everybody have a line already?",
        LINES,
    ),
    "line_counts_people_each_one": _("Yes, each line is about one person"),
    "nights_say_departure": ngettext_lazy(
        "Column %(column)s says how long line %(lines)s lasts, and no column has the departure. Fill in the departure. "
        "Or is this person still here?",
        "Column %(column)s says how long lines %(lines)s last, and no column has the departure. Fill in the departure "
        "on each line. Or are they all still here?",
        LINES,
    ),
    "nights_say_departure_so_far": _("Yes, everybody is still here"),
    "days_may_be_turned": ngettext_lazy(
        "A program may have turned day and month round in column %(column)s, in line %(lines)s: the other days of that "
        "column are text. Type this day again. Or is it right?",
        "A program may have turned day and month round in column %(column)s, in lines %(lines)s: the other days of that"
        " column are text. Type these days again. Or are they right?",
        LINES,
    ),
    "days_may_be_turned_right": _("Yes, these days are right"),
    "name_letters_lost": _(
        "A letter of this name was lost or changed into another sign. Save the list as an Excel file or as CSV UTF-8, or type "
        "the name again."
    ),
    "date_year_first_unclear": _(
        "It does not show whether the year stands first or last here. Write the year in full, as in 14-05-2026."
    ),
    "days_far_off": ngettext_lazy(
        "Line %(lines)s has an arrival more than ten years ago or three months ahead, or a departure more than a year "
        "ahead. Look whether the year is right.",
        "Lines %(lines)s have an arrival more than ten years ago or three months ahead, or a departure more than a year"
        " ahead. Look whether the year is right.",
        LINES,
    ),
    "columns_of_days": ngettext_lazy(
        "Columns %(columns)s are days of a planning, and not every day of line %(lines)s is filled. A day that is empty"
        " does not end a stay. Do only the arrival and the departure of each line count?",
        "Columns %(columns)s are days of a planning, and not every day of lines %(lines)s is filled. A day that is "
        "empty does not end a stay. Do only the arrival and the departure of each line count?",
        LINES,
    ),
    "columns_of_days_only_dates": _("Yes, only arrival and departure count"),
    "title_names_sites": _(
        "Above the list on “%(sheet)s” stand several sites: %(title)s. Do all these people sleep at the site that you chose?"
    ),
    "title_names_sites_chosen": _("Yes, all of them"),
    "arrival_missing": _("Fill in the day of arrival."),
    "no_person_and_arrival": _(
        "No sheet has both a column with persons and a column with arrivals. "
        "Put column names such as “person” and “arrival” above the list."
    ),
    "expected_departure_assumed_at_arrival": _(
        "The file does not say on which day an expected departure became known. It was taken as said on arrival."
    ),
    "employer_unknown": ngettext_lazy(
        "Line %(lines)s: we do not know an employer with the name “%(text)s”. The stay goes in without an employer.",
        "Lines %(lines)s: we do not know an employer with the name “%(text)s”. The stays go in without an employer.",
        LINES,
    ),
    "nationality_unknown": ngettext_lazy(
        "Line %(lines)s: we do not know the nationality “%(text)s”. The worker goes in without a nationality.",
        "Lines %(lines)s: we do not know the nationality “%(text)s”. The workers go in without a nationality.",
        LINES,
    ),
    "taken_as_somebody_else": ngettext_lazy(
        "Line %(lines)s: somebody with the same name is known already, and nothing shows that it is the same person. "
        "They are taken as different people. Possible duplicates shows them side by side.",
        "Lines %(lines)s: somebody with the same name is known already, and nothing shows that it is the same person. "
        "They are taken as different people. Possible duplicates shows them side by side.",
        LINES,
    ),
    "line_repeats": _(
        "This line says the same as line %(first)s. Is it one person? Then leave it out. Are they two? Then fill in what "
        "sets them apart: a bed, a birth date or a document number."
    ),
    "lines_without_room": _(
        "Lines that name no room: %(lines)s. New people get the first free bed; the board of the site shows which one."
    ),
    "columns_missing": _("Say which column holds the persons and which one holds the day of arrival."),
    "no_certificate_and_address": _(
        "No sheet has a column with certificates, one with a first day and one with a postcode or address. "
        "Put names such as “certificate”, “valid from” and “postcode” above the list."
    ),
    "no_site_at_address": _(
        "We know no site at this address. Is it one? Then let its housing provider add it, and hand this line in again."
    ),
    "sites_at_one_address": _(
        "We know %(count)s sites at this address. Record this quality label on the page of the right one."
    ),
    "status_not_stated": _(
        "This extract has no column with the status of the certificates. A certificate that was suspended or withdrawn is "
        "not told from one that is valid. Each quality label is shown with “status not stated” and %(day)s."
    ),
    "look_at_columns_not_read": _(
        "Look whether one of the columns that were not read says that a certificate does not hold."
    ),
    "lines_elsewhere": _("Lines from elsewhere in the country, which were only counted: %(count)s."),
    "certificate_missing": _("Fill in the number of the certificate."),
    "first_day_missing": _("Fill in the first day on which the certificate holds."),
    "status_unknown": _(
        "We do not know the status “%(text)s”. Write valid, suspended, withdrawn or ended, or ask who keeps the register."
    ),
    "status_contradicts": _(
        "This line says that the certificate is valid and that it is not. Ask who keeps the register."
    ),
    "only_applied_for": _("This certificate was only applied for. Hand the line in again when it is given."),
    "scheme_unknown": _("We do not know the quality label “%(text)s”. Write SNF or AKF."),
    "no_sites_in_file": _(
        "No sheet has a table with column names. Put names such as “name”, “postcode” and “house number” above the list."
    ),
    "site_columns_missing": _(
        "Say which columns hold the address: a postcode or street with a house number, a whole address, or a code."
    ),
    "site_twice_in_list": _(
        "Line %(line)s is about the same site. Take one of the two out, or give each building a short code of its own."
    ),
    "provider_missing": _("Fill in the housing provider of this site."),
    "provider_unknown": _(
        "We know no housing provider with the name “%(name)s”, or more than one. Let the housing provider get access "
        "first, or mend the name."
    ),
    "municipality_missing": _("Fill in the municipality where this site lies."),
    "kind_unknown": _(
        "We do not know the kind of building “%(text)s”. Write dwelling, hotel, recreation park or other."
    ),
    "address_unreadable": _(
        "We cannot read this address whole. Write one house number, as in “Proefweg 7a, 5911 AB Venlo” or “Plein 1940 nr 5”. "
        "Are there several houses? Give each a line of its own."
    ),
    "address_abroad": _(
        "This is no address with a Dutch postcode. Only addresses in the Netherlands can be taken in. Is it one? Write the "
        "postcode in full, as 5911 AB."
    ),
    "postcode_unreadable": _("This is no postcode of four digits and two letters. Write it as 5911 AB."),
    "number_unlikely": _("This number is zero or less, or more than %(most)s. Check it."),
    "date_of_birth_left_out": ngettext_lazy(
        "No complete birth date that can be right: line %(lines)s. The stay goes in without a birth date.",
        "No complete birth date that can be right: lines %(lines)s. The stays go in without a birth date.",
        LINES,
    ),
    "document_kind_left_out": ngettext_lazy(
        "No kind of document that we know: line %(lines)s. The stay goes in without it. We know passport, identity "
        "card, residence permit and other.",
        "No kind of document that we know: lines %(lines)s. The stays go in without it. We know passport, identity "
        "card, residence permit and other.",
        LINES,
    ),
    "document_number_left_out": ngettext_lazy(
        "No number of a document, or one that a spreadsheet program cut off (1.23E+11): line %(lines)s. The stay goes "
        "in without it. Make the column a text column and type the number again.",
        "No number of a document, or one that a spreadsheet program cut off (1.23E+11): lines %(lines)s. The stays go "
        "in without it. Make the column a text column and type the number again.",
        LINES,
    ),
    "nationality_left_out": ngettext_lazy(
        "No nationality that can be read: line %(lines)s. The stay goes in without it.",
        "No nationality that can be read: lines %(lines)s. The stays go in without it.",
        LINES,
    ),
    "prefix_left_out": ngettext_lazy(
        "No prefix of the family name that can be read: line %(lines)s. The stay goes in without it.",
        "No prefix of the family name that can be read: lines %(lines)s. The stays go in without it.",
        LINES,
    ),
    "residence_left_out": ngettext_lazy(
        "No place of residence that can be read: line %(lines)s. The stay goes in without it.",
        "No place of residence that can be read: lines %(lines)s. The stays go in without it.",
        LINES,
    ),
    "employer_left_out": ngettext_lazy(
        "No employer that can be read: line %(lines)s. The stay goes in without it.",
        "No employer that can be read: lines %(lines)s. The stays go in without it.",
        LINES,
    ),
    "expected_departure_left_out": ngettext_lazy(
        "No expected departure that can be read, or one that is not after the arrival: line %(lines)s. The stay goes in"
        " without it.",
        "No expected departure that can be read, or one that is not after the arrival: lines %(lines)s. The stays go in"
        " without it.",
        LINES,
    ),
    "municipality_left_out": ngettext_lazy(
        "No municipality that can be read: line %(lines)s. It was left out.",
        "No municipality that can be read: lines %(lines)s. It was left out.",
        LINES,
    ),
    "empty_beds": ngettext_lazy(
        "Line with an empty bed, which was not used: line %(lines)s.",
        "Lines with an empty bed, which were not used: %(count)s (lines %(lines)s).",
        LINES,
    ),
    "names_family_first": _(
        "The family name stands first in this list; line %(family_first)s shows it. All whole names are read that way."
    ),
    "names_family_first_but_one": _(
        "The family name stands first in this list; line %(family_first)s shows it. Line %(given_first)s looks otherwise: "
        "look at that name. All whole names are read that way."
    ),
    "names_given_first_but_one": _(
        "The given name stands first in this list; line %(given_first)s shows it. Line %(family_first)s looks otherwise: "
        "look at that name. All whole names are read that way."
    ),
    "names_in_two_orders": _(
        "Some names have the family name first (line %(family_first)s) and some the given name (line %(given_first)s). We "
        "read the given name first everywhere. Give both names a column of their own, or write “Family name, Given name”."
    ),
    "departure_kept": ngettext_lazy(
        "Line %(lines)s: we have %(departure)s as departure, and the list says still here. We changed nothing. Did this"
        " person stay after all? Then correct the stay on its own page.",
        "Lines %(lines)s: we have %(departure)s as departure, and the list says still here. We changed nothing. Did "
        "this person stay after all? Then correct the stay on its own page.",
        LINES,
    ),
    "departure_day_missing": _("This says that somebody left, and not on which day. Fill in the day of departure."),
    "departure_precedes_arrival": _("The departure is before the arrival. Check both dates."),
}

# What a column holds, as it is called on the page and in the file that is rejected.
FIELD_NAMES = {
    "person": _("Whole name"),
    "person_family_first": _("Whole name, family name first"),
    "given_name": _("Given name"),
    "initials": _("Initials"),
    "prefix": _("Prefix of the family name"),
    "family_name": _("Family name"),
    "date_of_birth": _("Date of birth"),
    "nationality": _("Nationality"),
    "residence": _("Place of residence"),
    "document_kind": _("Document type"),
    "document_number": _("Document number"),
    "arrival": _("Arrival date"),
    "departure": _("Departure date"),
    "last_night": _("Last night: departs the day after"),
    "expected_departure": _("Expected departure"),
    "site": _("Site"),
    "municipality": _("Municipality"),
    "unit": _("Room"),
    "bed": _("Bed"),
    "employer": _("Employer"),
    "bsn": _("BSN: is not read"),
}
