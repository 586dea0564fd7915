"""What the match refuses and notices, and how a comparison is put in words."""

from django.utils.translation import gettext_lazy as _

REFUSAL_TEXTS = {
    "extract_columns_missing": _(
        "This list has no column with names, or no column with the day of registration. Put column names above it, "
        "such as “naam” and “datum inschrijving”."
    ),
    "extract_empty": _("There are no lines under the column names. Choose the file with your list."),
    "extract_too_long": _(
        "This list has more than %(most)s lines. Take an extract of the addresses where international workers live."
    ),
    "personal_number_in_line": _(
        "This line holds a BSN or an A-number in a field for something else. It was not kept. Remove the number."
    ),
    "registration_day_missing": _("The day of registration is empty. Fill it in."),
    "registration_day_ahead": _("The day of registration lies ahead. Check the day."),
    "register_unknown": _("We do not know this kind of registration. Write BRP or RNI."),
    "personal_number_dropped": _(
        "Column %(column)s holds a BSN, an A-number or numbers that look like it. It was dropped before anything was kept."
    ),
    "match_gone": _(
        "This match is not one of your municipality, or its lines were thrown away. Upload the list again."
    ),
    "proposal_gone": _("This proposal is not there any more: somebody confirmed it. Open the page again."),
}

NAME = {"same": _("The name is the same."), "alike": _("The names are much alike.")}
BIRTH = {
    "same": _("The birth date is the same."),
    "swapped": _("Day and month of the birth dates are swapped."),
    "unknown": _("The birth date is not known on both sides."),
    "different": _("The birth dates differ."),
}
ADDRESS = {
    "same": _("The address is that of a site where this person slept."),
    "unknown": _("There is no address to compare."),
    "different": _("The address is another one than that of the site."),
}
RIVAL = _("More than one line or person fits. Look well.")
VERDICT = {
    "certain": _("Certain"),
    "likely": _("Likely"),
    "doubtful": _("Doubtful"),
}
