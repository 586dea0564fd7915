"""The columns of a list of sites, in Dutch or English."""

from enum import StrEnum
from typing import Any

from django.utils.translation import gettext_lazy as _

from thoes.intake.public import Vocabulary


class SiteColumn(StrEnum):
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
    PROVIDER = "provider"
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
    SiteColumn.NAME: _("Name of the site"),
    SiteColumn.CODE: _("Short code"),
    SiteColumn.ADDRESS: _("Whole address"),
    SiteColumn.STREET: _("Street"),
    SiteColumn.HOUSE_NUMBER: _("House number"),
    SiteColumn.ADDITION: _("Addition to the house number"),
    SiteColumn.POSTCODE: _("Postcode"),
    SiteColumn.TOWN: _("Town"),
    SiteColumn.MUNICIPALITY: _("Municipality"),
    SiteColumn.PROVIDER: _("Housing provider"),
    SiteColumn.KIND: _("Kind of building"),
    SiteColumn.ROOMS: _("Number of rooms"),
    SiteColumn.BEDS: _("Number of beds"),
    SiteColumn.BEDROOM_AREA: _("Area of each room in m²"),
    SiteColumn.LIVING_AREA: _("Living area of the site in m²"),
    SiteColumn.SHOWERS: _("Number of showers"),
    SiteColumn.TOILETS: _("Number of toilets"),
    SiteColumn.PERMITTED: _("Number of people allowed"),
    SiteColumn.PHONE: _("Telephone number for emergencies"),
    SiteColumn.PRICE: _("Price of a bed per week"),
}
_WORDS: dict[StrEnum, str] = {
    SiteColumn.NAME: "naam;naam locatie;locatie;locatienaam;object;objectnaam;pand;verblijfslocatie;huisvestingslocatie;"
    "name;site;site name;location;location name;property;name of the site;naam van de locatie",
    SiteColumn.CODE: "code;locatiecode;korte code;short code;site code;objectnummer;locatienummer",
    SiteColumn.ADDRESS: "adres;volledig adres;locatieadres;adres locatie;address;full address;whole address",
    SiteColumn.STREET: "straat;straatnaam;street;street name",
    SiteColumn.HOUSE_NUMBER: "huisnummer;huisnr;huis nr;nr;nummer;house number;house no;number;no",
    SiteColumn.ADDITION: "toevoeging;huisnummertoevoeging;toev;huisletter;addition;suffix;addition to the house number;"
    "toevoeging bij het huisnummer",
    SiteColumn.POSTCODE: "postcode;pc;pc6;postal code;zip;zip code",
    SiteColumn.TOWN: "plaats;woonplaats;plaatsnaam;town;city;place;kern",
    SiteColumn.MUNICIPALITY: "gemeente;gemeentenaam;municipality",
    SiteColumn.PROVIDER: "huisvester;verhuurder;exploitant;eigenaar;aanbieder;organisatie;bedrijf;housing provider;operator;"
    "landlord;owner;organisation;company",
    SiteColumn.KIND: "soort;soort gebouw;type;type locatie;soort huisvesting;type huisvesting;categorie;kind;kind of building;"
    "building type;category",
    SiteColumn.ROOMS: "kamers;aantal kamers;slaapkamers;aantal slaapkamers;units;aantal units;eenheden;aantal eenheden;rooms;"
    "number of rooms;bedrooms",
    SiteColumn.BEDS: "bedden;aantal bedden;slaapplaatsen;aantal slaapplaatsen;plaatsen;plekken;aantal plekken;beds;"
    "number of beds;places;sleeping places",
    SiteColumn.BEDROOM_AREA: "m2 per kamer;oppervlakte kamer;kameroppervlakte;oppervlakte per kamer;area of each room in m2;"
    "area of each room;room area;oppervlakte van elke kamer in m2",
    SiteColumn.LIVING_AREA: "oppervlakte;woonoppervlakte;gbo;gebruiksoppervlakte;m2;totale oppervlakte;vloeroppervlakte;area;"
    "living area;floor area;living area of the site in m2;woonoppervlakte van de locatie in m2",
    SiteColumn.SHOWERS: "douches;aantal douches;showers;number of showers",
    SiteColumn.TOILETS: "toiletten;aantal toiletten;wc;wcs;wc s;toilets;number of toilets",
    SiteColumn.PERMITTED: "vergund;vergund aantal;vergunde capaciteit;toegestaan aantal;max personen;maximaal aantal personen;"
    "maximum aantal personen;capaciteit;aantal personen vergund;permitted;permitted capacity;capacity;"
    "maximum occupancy;number of people allowed;toegestaan aantal personen",
    SiteColumn.PHONE: "telefoon;telefoonnummer;tel;tel nr;noodnummer;telefoon nood;contact;contactnummer;phone;"
    "phone number;telephone;emergency number;telephone number for emergencies;telefoonnummer voor noodgevallen",
    SiteColumn.PRICE: "prijs;huur;huurprijs;huurprijs per week;huurprijs per bed;"
    "prijs per week;huur per week;prijs per bed;prijs per bed per week;weekprijs;price;"
    "price per week;rent per week;weekly price;price of a bed per week;prijs van een bed per week",
}
VOCABULARY = Vocabulary(words=_WORDS, names=COLUMN_NAMES, may_be_missing=frozenset(SiteColumn))


def is_enough(columns: frozenset[StrEnum]) -> bool:
    """Whether sites can be read from these columns: a code, or a place with a number."""
    place = {SiteColumn.POSTCODE, SiteColumn.STREET} & columns and SiteColumn.HOUSE_NUMBER in columns
    return SiteColumn.CODE in columns or SiteColumn.ADDRESS in columns or bool(place)
