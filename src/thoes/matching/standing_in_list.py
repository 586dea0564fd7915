"""Whether a line of a municipality's list is about somebody who is still registered.

A list can hold who died, left the country or was deregistered, in a column of status, under yes and no, or with a day. Read
without it such a line would register somebody. A word that nobody knows leaves the line out and is said.
"""

from datetime import date
from enum import StrEnum

from thoes.intake.public import Cells, Value, cell_text, normalise
from thoes.kernel.refusals import Refusal
from thoes.matching.columns import ENDINGS, Column


class Standing(StrEnum):
    """What a column says of the registration of somebody."""

    REGISTERED = "registered"
    NON_RESIDENT = "non_resident"
    ENDED = "ended"


# The letters are those of the reason for which the BRP suspends a record: death, emigration, decree, error, RNI.
_WORDS = {
    Standing.REGISTERED: "ingeschreven;ingezetene;actief;actueel;geregistreerd;niet opgeschort;geen;registered;active;"
    "current;resident;none;nee;no;n",
    Standing.NON_RESIDENT: "rni;niet ingezetene;ingeschreven rni;r;non resident",
    Standing.ENDED: "overleden;overlijden;o;emigratie;geemigreerd;e;vertrokken;vertrek;vow;vertrokken onbekend waarheen;"
    "vertrokken naar het buitenland;vertrokken naar buitenland;uitgeschreven;opgeschort;afgevoerd;ministerieel besluit;m;"
    "fout;f;niet ingeschreven;deceased;died;emigrated;departed;left;deregistered;suspended;not registered",
}
_STANDING_OF = {normalise(word): standing for standing, words in _WORDS.items() for word in words.split(";")}
_YES, _NO = {"ja", "yes", "j", "y", "x", "waar", "true"}, {"nee", "no", "n", "onwaar", "false"}


def standing_of(cells: Cells, *, registered_on: date, on: date) -> Standing:
    """What the cells of a line say together. Refuses ("line_status_unknown") a word that is not known.

    A day before the registration is of an earlier one, and a day that lies ahead has not come yet: neither ends it.
    """
    said = [
        _said(Column(found), normalise(cell_text(cell)), value, registered_on, on)
        for found, cell, value in cells.values()
        if found in ENDINGS
    ]
    for standing in (Standing.ENDED, Standing.NON_RESIDENT):
        if standing in said:
            return standing
    return Standing.REGISTERED


def _said(found: Column, word: str, value: Value | Refusal, registered_on: date, on: date) -> Standing:
    if not word.strip("0 "):
        return Standing.REGISTERED
    if isinstance(value, Refusal):
        raise value
    match found:
        case Column.ENDED_ON:
            ended = isinstance(value, date) and registered_on <= value <= on
            return Standing.ENDED if ended else Standing.REGISTERED
        case Column.IS_ENDED if word in _YES | _NO:
            return Standing.ENDED if word in _YES else Standing.REGISTERED
    if word not in _STANDING_OF:
        raise Refusal("line_status_unknown")
    return _STANDING_OF[word]
