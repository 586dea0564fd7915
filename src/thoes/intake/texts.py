"""The sentences for every refusal and notice about a file, whatever its kind; `bsn_not_allowed` has its sentence elsewhere."""

from collections.abc import Iterable, Mapping
from contextlib import suppress
from datetime import date
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext, ngettext_lazy

from thoes.foundation.refusal_texts import LINES, explain_code, known_codes
from thoes.kernel.stored_facts import restored

REFUSAL_TEXTS = {
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
    "sheet_without_table": _("The sheet “%(sheet)s” has no list with column names and was skipped."),
    "sheet_without_needed_columns": _("The sheet “%(sheet)s” has no column for persons or arrivals and was skipped."),
    "tables_side_by_side": ngettext_lazy(
        "On the sheet “%(sheet)s” lists stand beside each other. The one that begins in column %(columns)s was read as "
        "if it stood below: as line %(lines)s. Check that line.",
        "On the sheet “%(sheet)s” lists stand beside each other. The one that begins in column %(columns)s was read as "
        "if it stood below: as lines %(lines)s. Check those lines.",
        LINES,
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
    "run_over": _("This list was taken in, dropped or undone already. Upload it again if you want to."),
    "run_busy": _("This list is being worked on. Wait a moment, then try again."),
    "run_ended": _(
        "This list stopped after %(done)s of %(lines)s lines, and nobody went on with it. What was taken in stays. Upload the "
        "list again to take in the rest: what we already know does not change."
    ),
    "undo_ended": _(
        "Undoing stopped half-way, and nobody went on with it. Everything is still taken in. Undo it again."
    ),
    "column_chosen_twice": _("You chose “%(name)s” for two columns of one sheet. Choose it once."),
    "uploader_left": _(
        "The person who uploaded this list may not upload lists for your organisation any more. Upload it again."
    ),
    "file_gone": _("The file of this list was removed after a week of waiting. Upload it again."),
    "receipt_unknown": _("There is no receipt with this number. Check the number; it has twelve letters and digits."),
    "text_too_long": _("This text is longer than %(most)s characters. Shorten it."),
    "number_unreadable": _("This is not a number we can read. Write only the number."),
    "number_not_whole": _("This number must be whole and not below zero."),
    "value_missing": _("This field is empty. Fill it in."),
    "formula_error": _("This cell shows an error of a formula. Fill in the value itself."),
    "date_unreadable": _("This is not a date we can read. Write it as 14-05-2026."),
    "date_impossible": _("This day does not exist. Check the day and the month."),
    "date_year_unlikely": _("This date is before 1900 or after 2100. Check the year."),
    "date_weekday_differs": _("The day of the week and the date do not belong together. Check both."),
    "date_month_of_two_languages": _(
        "This month is not the same one in every language: “listopada” is October in Croatian and November in Polish. Write "
        "the month as a number, as in 14-05-2026."
    ),
    "date_order_unclear": _(
        "This list writes dates in two orders, and this one can be read in both. Write the month in letters: 1 May 2026."
    ),
    "birth_date_unlikely": _("This birth date is in the future, or more than 110 years ago. Check the year."),
    "dates_month_first": _("Dates are read as month/day/year: %(text)s is %(day)s."),
    "dates_day_first_assumed": _(
        "Nothing in this list shows whether the day or the month comes first. The day was read first: %(text)s is %(day)s. "
        "Is that not what is meant? Then write the month in letters."
    ),
    "dates_in_two_orders": _(
        "This list writes dates in two orders: %(day_first)s has the day first, %(month_first)s the month. A date that "
        "can be read in both is sent back."
    ),
    "sheet_hidden": _("The sheet “%(sheet)s” is hidden in the file. Do the people on it count?"),
    "lines_hidden": ngettext_lazy(
        "This line is hidden in the file: %(lines)s. Does it count?",
        "These lines are hidden in the file: %(lines)s. Do they count?",
        LINES,
    ),
    "lines_struck": ngettext_lazy(
        "This line has a line through it: %(lines)s. Does it count?",
        "These lines have a line through them: %(lines)s. Do they count?",
        LINES,
    ),
    "answer_read": _("Yes, they count"),
    "answer_skip": _("No, leave them out"),
    "answer_yes": _("Yes"),
    "answer_no": _("No"),
    "sheet_hidden_read": _("The sheet “%(sheet)s” is hidden in the file. It was read too."),
    "lines_still_asked": ngettext_lazy(
        "This line came back with a question, and the question mark beside it still stands: %(lines)s. Is it right as it "
        "stands now?",
        "These lines came back with a question, and the question marks beside them still stand: %(lines)s. Are they right "
        "as they stand now?",
        LINES,
    ),
    "lines_still_asked_read": ngettext_lazy(
        "Line that came back with a question and counts as it stands now: %(lines)s.",
        "Lines that came back with a question and count as they stand now: %(lines)s.",
        LINES,
    ),
    "lines_hidden_read": ngettext_lazy(
        "Line that is hidden in the file and was read too: %(lines)s.",
        "Lines that are hidden in the file and were read too: %(lines)s.",
        LINES,
    ),
    "lines_struck_read": ngettext_lazy(
        "Line with a line through it that was read too: %(lines)s.",
        "Lines with a line through them that were read too: %(lines)s.",
        LINES,
    ),
    "date_order_unproven": _(
        "What does %(text)s mean in this list? Nothing in it shows whether the day or the month comes first."
    ),
    "date_order_unclear_in_list": _("What does %(text)s mean in this list? It writes dates in two orders."),
    "answer_day_first": _("The day comes first: %(day_first)s"),
    "answer_month_first": _("The month comes first: %(month_first)s"),
    "question_unknown": _("Nothing with the name “%(name)s” was asked about this file. Check the name."),
    "answer_unknown": _("“%(name)s” can be answered with: %(choices)s."),
    "lines_about_nobody": ngettext_lazy(
        "Line with a total, a footnote or a signature, which was not used: %(lines)s.",
        "Lines with a total, a footnote or a signature, which were not used: %(lines)s.",
        LINES,
    ),
    "bsn_in_cell": _(
        "Cell %(cell)s holds a number that may be a BSN. We may not keep these. Take it out. Is it another number? Put "
        "letters right before it, or leave the column out."
    ),
    "bsn_around_list": _(
        "On the sheet “%(sheet)s” cell %(cell)s holds a number that may be a BSN. We may not keep these. Take it out and "
        "upload the file again. Is it another number? Put letters right before it."
    ),
    "bsn_in_comment": _(
        "On the sheet “%(sheet)s” a comment, text box, header or footer (cell %(cell)s) holds a number that may be a BSN. We "
        "may not keep these. Take it out. Is it another number? Put letters right before it."
    ),
    "bsn_in_sheet_name": _(
        "The name of a sheet, or a property of the file such as its title or author, holds a number that may be a BSN. We "
        "may not keep these. Take it out and upload the file again."
    ),
    "bsn_in_file_name": _(
        "The name of this file holds a number that may be a BSN. We may not keep these. Give the file another name."
    ),
    "name_without_letters": _("This name has no letters. Fill in the name of the person."),
}


def said_of_file(
    notices: Iterable[tuple[str, Mapping[str, Any]]], left_out: Mapping[str, int], names: Mapping[Any, Any]
) -> list[str]:
    """What a person should know of a file that was read: on the page and at the terminal the same sentences."""
    sentences = [explain_code(code, facts) for code, facts in notices]
    for name, count in left_out.items():
        text = ngettext(
            "“%(name)s” was left out %(count)s time: the municipality has no ground to ask it.",
            "“%(name)s” was left out %(count)s times: the municipality has no ground to ask it.",
            count,
        )
        sentences.append(text % {"name": names[name], "count": count})
    return sentences


def questions_of(run: Any) -> list[dict[str, Any]]:
    """What was asked of a file, each with its sentence, its choices and what was answered; on the page and at the terminal."""
    asked = []
    for question in run.questions:
        facts = restored(question["facts"])
        said = run.answers.get(question["key"]) or run.answers.get(question["code"], "")
        asked.append(
            {
                "key": question["key"],
                "code": question["code"],
                "about": question["about"],
                "text": explain_code(question["code"], facts),
                "choices": [
                    {
                        "answer": choice,
                        "text": _choice(question["code"], choice, facts),
                        "for_all": _for_all(question, choice),
                    }
                    for choice in question["choices"]
                ],
                "answer": said or question["usual"],
                "is_open": not said and not question["usual"],
            }
        )
    return asked


def _choice(code: str, choice: str, facts: Mapping[str, Any]) -> str:
    with suppress(ValueError):
        return date_format(date.fromisoformat(choice), "l j F Y")
    own = f"{code}_{choice}"
    return explain_code(own if own in known_codes() else f"answer_{choice}", facts)


def _for_all(question: Mapping[str, Any], choice: str) -> str:
    """The choice in words that fit every question of its kind: without the facts of one of them."""
    own = f"{question['code']}_{choice}_all"
    return (
        explain_code(own, {})
        if own in known_codes()
        else _choice(question["code"], choice, restored(question["facts"]))
    )
