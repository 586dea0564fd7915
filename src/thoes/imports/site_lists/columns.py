"""Find the columns of a list of sites, in Dutch or English, exact or nearly so; a person may say it otherwise."""

from collections.abc import Mapping, Sequence
from enum import StrEnum

from django.utils.translation import gettext_lazy as _
from rapidfuzz import fuzz, process

from thoes.imports.reading.cells import Row, cell_text, is_blank
from thoes.imports.reading.header import normalise

_ROWS_SEARCHED = 30
_SAFE_SCORE = 90
_SHORTEST_FUZZY = 6


class Column(StrEnum):
    """What a column of a list of sites may hold."""

    NAME = "name"
    CODE = "code"
    ADDRESS = "address"
    STREET = "street"
    HOUSE_NUMBER = "house_number"
    ADDITION = "addition"
    POSTCODE = "postcode"
    TOWN = "town"
    MUNICIPALITY = "municipality"
    HOUSER = "houser"
    KIND = "kind"
    ROOMS = "rooms"
    BEDS = "beds"
    BEDROOM_AREA = "bedroom_area"
    LIVING_AREA = "living_area"
    SHOWERS = "showers"
    TOILETS = "toilets"
    PERMITTED = "permitted_capacity"
    PHONE = "contact_phone"
    PRICE = "price_per_week"


COLUMN_NAMES = {
    Column.NAME: _("Name of the site"),
    Column.CODE: _("Short code"),
    Column.ADDRESS: _("Whole address"),
    Column.STREET: _("Street"),
    Column.HOUSE_NUMBER: _("House number"),
    Column.ADDITION: _("Addition to the house number"),
    Column.POSTCODE: _("Postcode"),
    Column.TOWN: _("Town"),
    Column.MUNICIPALITY: _("Municipality"),
    Column.HOUSER: _("Houser"),
    Column.KIND: _("Kind of building"),
    Column.ROOMS: _("Number of rooms"),
    Column.BEDS: _("Number of beds"),
    Column.BEDROOM_AREA: _("Area of each room in m²"),
    Column.LIVING_AREA: _("Living area of the site in m²"),
    Column.SHOWERS: _("Number of showers"),
    Column.TOILETS: _("Number of toilets"),
    Column.PERMITTED: _("Number of people allowed"),
    Column.PHONE: _("Telephone number for emergencies"),
    Column.PRICE: _("Price of a bed per week"),
}
_WORDS = {
    Column.NAME: "naam;naam locatie;locatie;locatienaam;object;objectnaam;pand;verblijfslocatie;huisvestingslocatie;"
    "name;site;site name;location;location name;property;name of the site;naam van de locatie",
    Column.CODE: "code;locatiecode;korte code;short code;site code;objectnummer;locatienummer",
    Column.ADDRESS: "adres;volledig adres;locatieadres;adres locatie;address;full address;whole address",
    Column.STREET: "straat;straatnaam;street;street name",
    Column.HOUSE_NUMBER: "huisnummer;huisnr;huis nr;nr;nummer;house number;house no;number;no",
    Column.ADDITION: "toevoeging;huisnummertoevoeging;toev;huisletter;addition;suffix;addition to the house number;"
    "toevoeging bij het huisnummer",
    Column.POSTCODE: "postcode;pc;pc6;postal code;zip;zip code",
    Column.TOWN: "plaats;woonplaats;plaatsnaam;town;city;place;kern",
    Column.MUNICIPALITY: "gemeente;gemeentenaam;municipality",
    Column.HOUSER: "huisvester;verhuurder;exploitant;eigenaar;aanbieder;organisatie;bedrijf;houser;operator;landlord;"
    "owner;organisation;company",
    Column.KIND: "soort;soort gebouw;type;type locatie;soort huisvesting;type huisvesting;categorie;kind;kind of building;"
    "building type;category",
    Column.ROOMS: "kamers;aantal kamers;slaapkamers;aantal slaapkamers;units;aantal units;eenheden;aantal eenheden;rooms;"
    "number of rooms;bedrooms",
    Column.BEDS: "bedden;aantal bedden;slaapplaatsen;aantal slaapplaatsen;plaatsen;plekken;aantal plekken;beds;"
    "number of beds;places;sleeping places",
    Column.BEDROOM_AREA: "m2 per kamer;oppervlakte kamer;kameroppervlakte;oppervlakte per kamer;area of each room in m2;"
    "area of each room;room area;oppervlakte van elke kamer in m2",
    Column.LIVING_AREA: "oppervlakte;woonoppervlakte;gbo;gebruiksoppervlakte;m2;totale oppervlakte;vloeroppervlakte;area;"
    "living area;floor area;living area of the site in m2;woonoppervlakte van de locatie in m2",
    Column.SHOWERS: "douches;aantal douches;showers;number of showers",
    Column.TOILETS: "toiletten;aantal toiletten;wc;wcs;wc s;toilets;number of toilets",
    Column.PERMITTED: "vergund;vergund aantal;vergunde capaciteit;toegestaan aantal;max personen;maximaal aantal personen;"
    "maximum aantal personen;capaciteit;aantal personen vergund;permitted;permitted capacity;capacity;"
    "maximum occupancy;number of people allowed;toegestaan aantal personen",
    Column.PHONE: "telefoon;telefoonnummer;tel;tel nr;noodnummer;telefoon nood;contact;contactnummer;phone;"
    "phone number;telephone;emergency number;telephone number for emergencies;telefoonnummer voor noodgevallen",
    Column.PRICE: "prijs;huur;huurprijs;huurprijs per week;huurprijs per bed;"
    "prijs per week;huur per week;prijs per bed;prijs per bed per week;weekprijs;price;"
    "price per week;rent per week;weekly price;price of a bed per week;prijs van een bed per week",
}
_COLUMN_OF = {normalise(word): column for column, words in _WORDS.items() for word in words.split(";")}
_COLUMN_OF |= {normalise(column.value): column for column in Column}
_LONG = [word for word in _COLUMN_OF if len(word) >= _SHORTEST_FUZZY]
# Columns that Thoes adds to a file it gives back begin with this word.
_OWN = "thoes"


def column_of(header: str) -> Column | None:
    """What a column name means, also when it is almost exactly a known one; None when that is not sure."""
    name = normalise(header)
    if name in _COLUMN_OF:
        return _COLUMN_OF[name]
    if len(name) < _SHORTEST_FUZZY or name.startswith(_OWN):
        return None
    close = process.extractOne(name, _LONG, scorer=fuzz.ratio, score_cutoff=_SAFE_SCORE)
    return _COLUMN_OF[close[0]] if close else None


def find_columns(rows: Sequence[Row]) -> tuple[int, dict[int, Column]] | None:
    """The row of the column names (0 is the first) and what each holds; None for a sheet without a table."""
    best: tuple[int, dict[int, Column]] | None = None
    for index, row in enumerate(rows[:_ROWS_SEARCHED]):
        found: dict[int, Column] = {}
        for place, cell in enumerate(row):
            column = column_of(cell_text(cell)) if isinstance(cell, str) and not is_blank(cell) else None
            if column is not None and column not in found.values():
                found[place] = column
        if len(found) >= 2 and (best is None or len(found) > len(best[1])):
            best = index, found
    return best or _unknown_table(rows)


def _unknown_table(rows: Sequence[Row]) -> tuple[int, dict[int, Column]] | None:
    """A row of texts above a filled row: perhaps column names that a person has to explain."""
    for index, row in enumerate(rows[:_ROWS_SEARCHED]):
        names = [cell for cell in row if not is_blank(cell)]
        below = rows[index + 1] if index + 1 < len(rows) else []
        filled = sum(not is_blank(cell) for cell in below)
        if len(names) >= 2 and filled >= 2 and all(isinstance(name, str) for name in names):
            return index, {}
    return None


def is_enough(columns: Mapping[int, Column]) -> bool:
    """Whether sites can be read from these columns: a code, or a place with a number."""
    held = set(columns.values())
    place = {Column.POSTCODE, Column.STREET} & held and Column.HOUSE_NUMBER in held
    return Column.CODE in held or Column.ADDRESS in held or bool(place)
