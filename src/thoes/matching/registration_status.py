"""Whether a line of a municipality's list is about somebody who is still registered.

A list can hold who died, left the country or was deregistered, in a column of status, under yes and no, or with a day. Read
without it such a line would register somebody. A word that nobody knows leaves the line out and is said.
"""

from datetime import date
from enum import StrEnum

from thoes.intake.public import Cells, Value, cell_text, normalise
from thoes.kernel.refusals import Refusal
from thoes.matching.columns import ENDINGS, Column


class RegistrationStatus(StrEnum):
    """What a column says of the registration of somebody."""

    REGISTERED = "registered"
    NON_RESIDENT = "non_resident"
    ENDED = "ended"


# The letters are those of the reason for which the BRP suspends a record: death, emigration, decree, error, RNI.
_WORDS = {
    RegistrationStatus.REGISTERED: "ingeschreven;ingezetene;actief;actueel;geregistreerd;niet opgeschort;geen;registered;"
    "active;current;resident;none;nee;no;n",
    RegistrationStatus.NON_RESIDENT: "rni;niet ingezetene;ingeschreven rni;r;non resident",
    RegistrationStatus.ENDED: "overleden;overlijden;o;emigratie;geemigreerd;e;vertrokken;vertrek;vow;"
    "vertrokken onbekend waarheen;vertrokken naar het buitenland;vertrokken naar buitenland;uitgeschreven;opgeschort;"
    "afgevoerd;ministerieel besluit;m;fout;f;niet ingeschreven;deceased;died;emigrated;departed;left;deregistered;"
    "suspended;not registered",
}
_REGISTRATION_STATUS_OF = {normalise(word): status for status, words in _WORDS.items() for word in words.split(";")}
_YES, _NO = {"ja", "yes", "j", "y", "x", "waar", "true"}, {"nee", "no", "n", "onwaar", "false"}


def registration_status_of(cells: Cells, *, registered_on: date, on: date) -> RegistrationStatus:
    """What the cells of a line say together. Refuses ("line_status_unknown") a word that is not known.

    A day before the registration is of an earlier one, and a day that lies ahead has not come yet: neither ends it.
    """
    said = [
        _said(Column(found), normalise(cell_text(cell)), value, registered_on, on)
        for found, cell, value in cells.values()
        if found in ENDINGS
    ]
    for registration_status in (RegistrationStatus.ENDED, RegistrationStatus.NON_RESIDENT):
        if registration_status in said:
            return registration_status
    return RegistrationStatus.REGISTERED


def _said(found: Column, word: str, value: Value | Refusal, registered_on: date, on: date) -> RegistrationStatus:
    if not word.strip("0 "):
        return RegistrationStatus.REGISTERED
    if isinstance(value, Refusal):
        raise value
    match found:
        case Column.ENDED_ON:
            ended = isinstance(value, date) and registered_on <= value <= on
            return RegistrationStatus.ENDED if ended else RegistrationStatus.REGISTERED
        case Column.IS_ENDED if word in _YES | _NO:
            return RegistrationStatus.ENDED if word in _YES else RegistrationStatus.REGISTERED
    if word not in _REGISTRATION_STATUS_OF:
        raise Refusal("line_status_unknown")
    return _REGISTRATION_STATUS_OF[word]
