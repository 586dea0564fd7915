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
    "line_no_longer_registered": _(
        "By this list the person is not registered any more: died, left or deregistered. The line was not compared."
    ),
    "line_status_unknown": _(
        "We do not know what this line says of the registration. Write registered, RNI, left or died in the column of "
        "the status."
    ),
    "personal_number_dropped": _(
        "Column %(column)s holds a BSN, an A-number or numbers that look like it. It was dropped before anything was kept."
    ),
    "match_gone": _(
        "This match is not one of your municipality, or its lines were thrown away. Upload the list again."
    ),
    "brp_off": _("Asking the BRP is switched off for your municipality. Upload a list instead."),
    "brp_fake_knows_nobody": _(
        "This BRP is a fake one for trying out: it knows the people of simulated sites only. Choose a simulated site."
    ),
    "brp_address_unclear": _(
        "The BRP does not understand the address of this site. Mend its postcode and house number, or fill in the number "
        "of the object in the BAG."
    ),
    "brp_object_unclear": _("The number of an object in the BAG has sixteen digits. Check the number."),
    "brp_timeout": _("The BRP gave no answer within %(seconds)s seconds. Try again later, or upload a list."),
    "brp_unreachable": _(
        "The BRP cannot be reached from here. Try again later; if it stays so, tell your administrator."
    ),
    "brp_unavailable": _("The BRP is out of order (answer %(status)s). Try again later, or upload a list."),
    "brp_not_authorised": _(
        "The BRP did not let us in. Ask your administrator to look at the key, the certificate and the authorisation."
    ),
    "brp_too_often": _("The BRP was asked too often. Wait a few minutes, then try again."),
    "brp_question_refused": _(
        "The BRP refused this question (%(reason)s). Too many people may be registered at this address: upload a list instead."
    ),
    "brp_answer_unclear": _("The BRP answered something we do not understand. Tell your administrator."),
    "brp_secret": _("People who asked for secrecy and were left out: %(count)s. Look them up in your own system."),
    "brp_suspended": _("People whose record in the BRP is suspended and who were left out: %(count)s."),
    "brp_elsewhere": _("People who are registered in another municipality and were left out: %(count)s."),
    "brp_day_unknown": _("People without a name or a whole day of registration who were left out: %(count)s."),
    "brp_in_doubt": _("People of whom the BRP doubts whether they live there, left out: %(count)s."),
    "brp_many_residents": _(
        "More than a hundred people are registered there: the answer of the BRP is not complete. "
        "Upload a list for the rest."
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
RIVAL = _("More than one line or person fits. Look carefully.")
RNI_IS_NO_REGISTRATION = _("Must register as a resident: being in the RNI does not end that duty.")
VERDICT = {
    "certain": _("Certain"),
    "likely": _("Likely"),
    "doubtful": _("Doubtful"),
}
