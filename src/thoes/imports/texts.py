"""The sentences for every refusal and notice of this module; `bsn_not_allowed` has its sentence in the register."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from thoes.foundation.refusal_texts import explain_code

REFUSAL_TEXTS = {
    "site_ambiguous": _("Two of your sites have this name. Write the code of the site instead."),
    "site_of_line_missing": _(
        "Other lines of this list name a site and this one does not. Write the site on every line, also where it stays "
        "the same."
    ),
    "arrival_missing": _("Fill in the day of arrival."),
    "file_empty": _("This file is empty. Choose the file with your list."),
    "file_too_large": _(
        "This file is %(megabytes)s MB; at most %(most)s MB is read. Split the list, or save it as CSV."
    ),
    "file_old_excel": _("This is an older kind of Excel file. Open it and save it as .xlsx, then upload that file."),
    "file_password": _(
        "This file is protected with a password. Remove the password, save the file and upload it again."
    ),
    "file_macros": _("This file contains macros and is not opened for safety. Save it as .xlsx without macros."),
    "file_wrong_format": _("This is a %(kind)s file, not a list. Save your list as .xlsx, .ods or CSV."),
    "file_unknown_format": _("This is not a file we can read. Save your list as .xlsx, .ods or CSV."),
    "file_broken": _(
        "This file is damaged or incomplete. Open it in a spreadsheet program, save it again and upload it once more."
    ),
    "file_unpacks_too_large": _(
        "Unpacked, this file is far too large (more than %(most)s MB or packed unusually tight). "
        "Copy only your list to a new file and upload that."
    ),
    "file_too_heavy": _("Reading this file takes too much memory. Copy only your list to a new file and upload that."),
    "file_too_slow": _(
        "Reading this file took more than %(seconds)s seconds and was stopped. "
        "Copy only your list to a new file, or save it as CSV."
    ),
    "sheet_too_sparse": _(
        "The sheet “%(sheet)s” has values far away from the list. Copy only your list to a new file and upload that."
    ),
    "too_many_rows": _("This file has more than %(most)s lines. Split it into several files."),
    "too_many_columns": _(
        "This file has values in more than %(most)s columns (see line %(line)s). Copy only your list to a new file."
    ),
    "quotation_mark_open": _("A quotation mark is opened in this line and not closed. Take it out, or close it."),
    "no_person_and_arrival": _(
        "No sheet has both a column with persons and a column with arrivals. "
        "Put column names such as “person” and “arrival” above the list."
    ),
    "sheet_without_table": _("The sheet “%(sheet)s” has no list with column names and was skipped."),
    "sheet_without_needed_columns": _("The sheet “%(sheet)s” has no column for persons or arrivals and was skipped."),
    "expected_departure_assumed_at_arrival": _(
        "The file does not say on which day an expected departure became known. It was taken as said on arrival."
    ),
    "bsn_column_ignored": _(
        "Column %(column)s holds citizen service numbers (BSN). We may not keep these; the column was not read."
    ),
    "column_not_understood": _(
        "Column %(column)s (“%(header)s”) was not understood and not read. Choose what it holds."
    ),
    "column_with_dates_not_understood": _(
        "Column %(column)s (“%(header)s”) holds days, and we do not know which. It was not read. Say what it holds."
    ),
    "columns_with_dates": _(
        "These columns hold days, and we do not know which: %(columns)s. Say what they hold with --column NAME=departure, "
        "last_night, expected_departure or arrival, or leave them out with --ignore-column NAME."
    ),
    "column_to_choose": _("Choose what column “%(name)s” holds. Choose “Not needed” if it is not about a stay."),
    "column_unknown": _("There is no column “%(name)s” in this file. Write its name as it stands above the list."),
    "formula_without_result": _(
        "Cell %(cell)s is a formula without a result. Open the file in a spreadsheet program and save it, or type the "
        "value itself."
    ),
    "too_many_formulas": _(
        "On the sheet “%(sheet)s” more than %(most)s cells are formulas without a result. Open the file in a spreadsheet "
        "program, save it and hand it in again."
    ),
    "employer_unknown": _("We do not know an employer with the name “%(text)s”. The stays go in without an employer."),
    "nationality_unknown": _("We do not know the nationality “%(text)s”. The workers go in without a nationality."),
    "taken_as_somebody_else": _(
        "Lines %(lines)s: somebody with the same name is known already, and nothing shows that it is the same person. They "
        "are taken as different people. Possible doubles shows them side by side."
    ),
    "line_repeats": _(
        "This line says the same as line %(first)s. Is it one person? Then leave it out. Are they two? Then fill in what "
        "sets them apart: a bed, a birth date or a document number."
    ),
    "lines_without_room": _(
        "Lines that name no room: %(lines)s. Who is new gets the first free bed; the board of the site shows which one."
    ),
    "run_over": _("This list was taken in, dropped or undone already. Upload it again if you want to."),
    "run_busy": _("This list is being worked on. Wait a moment, then try again."),
    "columns_missing": _("Say which column holds the persons and which one holds the day of arrival."),
    "column_chosen_twice": _("You chose “%(name)s” for two columns of one sheet. Choose it once."),
    "uploader_left": _(
        "The person who uploaded this list may not upload lists for your organisation any more. Upload it again."
    ),
    "file_gone": _("The file of this list was removed after a week of waiting. Upload it again."),
    "receipt_unknown": _("There is no receipt with this number. Check the number; it has twelve letters and digits."),
    "no_certificate_and_address": _(
        "No sheet has a column with certificates, one with a first day and one with a postcode or address. "
        "Put names such as “certificate”, “valid from” and “postcode” above the list."
    ),
    "no_site_at_address": _(
        "We know no site at this address. Is it one? Then let its houser add it, and hand this line in again."
    ),
    "sites_at_one_address": _(
        "We know %(count)s sites at this address. Record this mark on the page of the right one."
    ),
    "certificate_missing": _("Fill in the number of the certificate."),
    "first_day_missing": _("Fill in the first day on which the certificate holds."),
    "status_unknown": _(
        "We do not know the status “%(text)s”. Write valid, suspended, withdrawn or ended, or ask who keeps the register."
    ),
    "status_contradicts": _(
        "This line says that the certificate is valid and that it is not. Ask who keeps the register."
    ),
    "only_applied_for": _("This certificate was only applied for. Hand the line in again when it is given."),
    "scheme_unknown": _("We do not know the quality mark “%(text)s”. Write SNF or AKF."),
    "no_sites_in_file": _(
        "No sheet has a table with column names. Put names such as “name”, “postcode” and “house number” above the list."
    ),
    "site_columns_missing": _(
        "Say which columns hold the address: a postcode or street with a house number, a whole address, or a code."
    ),
    "site_twice_in_list": _(
        "Line %(line)s is about the same site. Take one of the two out, or give each building a short code of its own."
    ),
    "houser_missing": _("Fill in the houser of this site."),
    "houser_unknown": _(
        "We know no houser with the name “%(name)s”, or more than one. Let the houser get access first, or mend the name."
    ),
    "municipality_missing": _("Fill in the municipality where this site lies."),
    "kind_unknown": _(
        "We do not know the kind of building “%(text)s”. Write dwelling, hotel, recreation park or other."
    ),
    "address_unreadable": _("We cannot tell street and house number apart. Write it as “Proefweg 7a, 5911 AB Venlo”."),
    "postcode_unreadable": _("This is no postcode of four digits and two letters. Write it as 5911 AB."),
    "text_too_long": _("This text is longer than %(most)s characters. Shorten it."),
    "number_unreadable": _("This is not a number we can read. Write only the number."),
    "number_not_whole": _("This number must be whole and not below zero."),
    "number_unlikely": _("This number is zero or less, or more than %(most)s. Check it."),
    "value_missing": _("This field is empty. Fill it in."),
    "formula_error": _("This cell shows an error of a formula. Fill in the value itself."),
    "date_unreadable": _("This is not a date we can read. Write it as 14-05-2026."),
    "date_impossible": _("This day does not exist. Check the day and the month."),
    "date_year_unlikely": _("This date is before 1900 or after 2100. Check the year."),
    "date_weekday_differs": _("The day of the week and the date do not belong together. Check both."),
    "date_order_unclear": _(
        "This list writes dates in two orders, and this one can be read in both. Write the month in letters: 1 May 2026."
    ),
    "birth_date_unlikely": _("This birth date is still to come, or more than 110 years ago. Check the year."),
    "dates_month_first": _("Dates are read as month/day/year: %(text)s is %(day)s."),
    "dates_day_first_assumed": _(
        "Nothing in this list shows whether the day or the month comes first. The day was read first: %(text)s is %(day)s. "
        "Is that not what is meant? Then write the month in letters."
    ),
    "dates_in_two_orders": _(
        "This list writes dates in two orders: %(day_first)s has the day first, %(month_first)s the month. A date that "
        "can be read in both is sent back."
    ),
    "date_of_birth_left_out": _(
        "No whole birth date that can be right: lines %(lines)s. The stays go in without a birth date."
    ),
    "document_kind_left_out": _(
        "No kind of document that we know: lines %(lines)s. The stays go in without it. We know passport, identity card, "
        "residence permit and other."
    ),
    "document_number_left_out": _(
        "A spreadsheet program cut off the document number (1.23E+11): lines %(lines)s. The stays go in without it. Make the "
        "column a text column and type the number again."
    ),
    "departure_kept": _(
        "Lines %(lines)s: we have %(departure)s as departure, and the list says still here. We changed nothing. Did this "
        "person stay after all? Then correct the stay on its own page."
    ),
    "sheet_hidden": _("The sheet “%(sheet)s” is hidden in the file. It was read too."),
    "lines_hidden": _("Lines that are hidden in the file and were read too: %(lines)s."),
    "lines_struck": _("Lines with a line through them that were read too: %(lines)s."),
    "bsn_in_cell": _(
        "Cell %(cell)s holds a number that may be a BSN. We may not keep these. Take it out. Is it another number? Put "
        "letters right before it, or leave the column out."
    ),
    "bsn_around_list": _(
        "On the sheet “%(sheet)s” cell %(cell)s holds a number that may be a BSN. We may not keep these. Take it out and "
        "upload the file again. Is it another number? Put letters right before it."
    ),
    "bsn_in_sheet_name": _(
        "The name of a sheet holds a number that may be a BSN. We may not keep these. Give the sheet another name and upload "
        "the file again."
    ),
    "bsn_in_file_name": _(
        "The name of this file holds a number that may be a BSN. We may not keep these. Give the file another name."
    ),
    "name_without_letters": _("This name has no letters. Fill in the name of the person."),
    "departure_precedes_arrival": _("The departure is before the arrival. Check both dates."),
}

# What a column holds, as it is called on the page and in the file that is given back.
FIELD_NAMES = {
    "person": _("Whole name"),
    "person_family_first": _("Whole name, family name first"),
    "given_name": _("Given name"),
    "initials": _("Initials"),
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


def said_of_list(notices: Iterable[tuple[str, Mapping[str, Any]]], left_out: Mapping[str, int]) -> list[str]:
    """What a person should know of a list that was read: on the page and at the terminal the same sentences."""
    sentences = [explain_code(code, facts) for code, facts in notices]
    for name, count in left_out.items():
        text = ngettext(
            "“%(name)s” was left out %(count)s time: the municipality has no ground to ask it.",
            "“%(name)s” was left out %(count)s times: the municipality has no ground to ask it.",
            count,
        )
        sentences.append(text % {"name": FIELD_NAMES[name], "count": count})
    return sentences
