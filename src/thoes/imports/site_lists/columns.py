"""The columns of a list of sites, in Dutch or English."""

from enum import StrEnum
from typing import Any

from django.utils.translation import gettext_lazy as _

from thoes.intake.public import Vocabulary


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


COLUMN_NAMES: dict[StrEnum, Any] = {
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
_WORDS: dict[StrEnum, str] = {
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
VOCABULARY = Vocabulary(words=_WORDS, names=COLUMN_NAMES)


def is_enough(columns: frozenset[StrEnum]) -> bool:
    """Whether sites can be read from these columns: a code, or a place with a number."""
    place = {Column.POSTCODE, Column.STREET} & columns and Column.HOUSE_NUMBER in columns
    return Column.CODE in columns or Column.ADDRESS in columns or bool(place)
