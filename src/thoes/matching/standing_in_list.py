"""Whether a line of a municipality's list is about somebody who is still registered.

A list can hold who died, left the country or was deregistered, in a column of status, under yes and no, or with a day. Read
without it such a line would register somebody. A word that nobody knows leaves the line out and is said.
"""

from collections.abc import Iterable
from datetime import date
from enum import StrEnum

from thoes.imports.public import Cell as TableCell
from thoes.imports.public import FoundOrder, cell_text, normalise, read_date
from thoes.kernel.refusals import Refusal


class Standing(StrEnum):
    """What a column says of the registration of somebody."""

    REGISTERED = "registered"
    NON_RESIDENT = "non_resident"
    ENDED = "ended"


class Heading(StrEnum):
    """What a column about the end of a registration holds."""

    STATUS = "status"
    IS_ENDED = "is_ended"
    ENDED_ON = "ended_on"


_HEADINGS = {
    Heading.STATUS: "status; status inschrijving; inschrijvingsstatus; status persoon; registratiestatus; opschorting;"
    "opschorting bijhouding; reden opschorting; reden opschorting bijhouding; omschrijving reden opschorting bijhouding;"
    "registration status",
    Heading.IS_ENDED: "overleden; geemigreerd; vertrokken; uitgeschreven; opgeschort; deceased; emigrated; departed;"
    "deregistered",
    Heading.ENDED_ON: "datum uitschrijving; uitschrijfdatum; uitgeschreven op; uitgeschreven per; datum vertrek;"
    "vertrekdatum; vertrokken op; datum vertrek uit nederland; datum emigratie; geemigreerd op; datum overlijden;"
    "overlijdensdatum; overleden op; datum opschorting; datum opschorting bijhouding; datum einde inschrijving;"
    "date of departure; departed on; deregistered on; date of death",
}
_HEADING_OF = {normalise(word): heading for heading, words in _HEADINGS.items() for word in words.split(";")}
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


def heading_of(name: str) -> Heading | None:
    """What a column with this name says of the end of a registration; None for any other."""
    return _HEADING_OF.get(normalise(name))


def standing_of(
    cells: Iterable[tuple[Heading, TableCell]], *, order: FoundOrder, registered_on: date, on: date, epoch_1904: bool
) -> Standing:
    """What the cells of a line say together. Refuses ("line_status_unknown") a word that is not known.

    A day before the registration is of an earlier one, and a day that lies ahead has not come yet: neither ends it.
    """
    said = [_said(heading, cell, order, registered_on, on, epoch_1904) for heading, cell in cells]
    for standing in (Standing.ENDED, Standing.NON_RESIDENT):
        if standing in said:
            return standing
    return Standing.REGISTERED


def _said(
    heading: Heading, cell: TableCell, order: FoundOrder, registered_on: date, on: date, epoch_1904: bool
) -> Standing:
    word = normalise(cell_text(cell))
    if not word or not word.strip("0 "):
        return Standing.REGISTERED
    match heading:
        case Heading.ENDED_ON:
            ended_on = read_date(cell, order=order.order, epoch_1904=epoch_1904)
            ended = ended_on is not None and registered_on <= ended_on <= on
            return Standing.ENDED if ended else Standing.REGISTERED
        case Heading.IS_ENDED if word in _YES | _NO:
            return Standing.ENDED if word in _YES else Standing.REGISTERED
    if word not in _STANDING_OF:
        raise Refusal("line_status_unknown")
    return _STANDING_OF[word]
