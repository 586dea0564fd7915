"""The columns of a list of contacts, in Dutch or English or as HSDS 3.0 names them, and the words that stand in them."""

from enum import StrEnum
from typing import Any

from django.utils.translation import gettext_lazy as _

from thoes.contacts.domain.listing import HelperKind
from thoes.contacts.texts import PARTS
from thoes.intake.public import Vocabulary


class ContactColumn(StrEnum):
    """What a column of a list of contacts may hold."""

    NAME = "name"
    KIND = "kind"
    SAYS = "says"
    PHONES = "phones"
    EMAIL = "email"
    WEBSITE = "website"
    STREET = "street"
    POSTCODE = "postcode"
    TOWN = "town"
    MUNICIPALITY = "municipality"
    LANGUAGES = "languages"
    HOURS = "hours"
    APPOINTMENT = "appointment"
    SOURCE = "source"
    SCHEDULES = "schedules"
    LOCATIONS = "locations"
    ATTRIBUTES = "attributes"
    AREAS = "areas"
    PERSON = "person"


_C = ContactColumn
_WORDS: dict[StrEnum, str] = {
    _C.NAME: "naam;organisatie;naam organisatie;instantie;loket;naam loket;name;organisation;service name",
    _C.KIND: "soort;type;categorie;rubriek;kind;category",
    _C.SAYS: "waarvoor;omschrijving;beschrijving;toelichting;description;what it is for",
    _C.PHONES: "telefoon;telefoonnummer;telefoonnummers;tel;tel nr;telnr;phone;phones;telephone;phone number",
    _C.EMAIL: "e mail;email;mail;e mailadres;mailadres;emailadres;email address;e mail address",
    _C.WEBSITE: "website;site;internet;webadres;web;organization website",
    _C.STREET: "adres;bezoekadres;straat;straat en huisnummer;straat en nummer;address;street;street and number",
    _C.POSTCODE: "postcode;pc;postal code;zip",
    _C.TOWN: "plaats;woonplaats;vestigingsplaats;town;city",
    _C.MUNICIPALITY: "gemeente;gemeentenaam;municipality;bijgehouden door;kept by",
    _C.LANGUAGES: "talen;taal;gesproken talen;talen die men er spreekt;languages;languages spoken",
    _C.HOURS: "openingstijden;openingsuren;tijden;bereikbaarheid;opening hours;hours",
    _C.APPOINTMENT: "op afspraak;alleen op afspraak;afspraak;by appointment;only by appointment;application process",
    _C.SOURCE: "bron;officiele pagina;pagina;link;url;source;official page",
    _C.SCHEDULES: "schedules",
    _C.LOCATIONS: "service at locations",
    _C.ATTRIBUTES: "attributes",
    _C.AREAS: "service areas",
    _C.PERSON: "contactpersoon;naam contactpersoon;medewerker;naam medewerker;contact person;contacts",
}
COLUMN_NAMES: dict[StrEnum, Any] = {
    _C.NAME: PARTS["name"],
    _C.KIND: PARTS["kind"],
    _C.SAYS: PARTS["says_nl"],
    _C.PHONES: PARTS["phones"],
    _C.EMAIL: PARTS["email"],
    _C.WEBSITE: PARTS["website"],
    _C.STREET: _("Street and number"),
    _C.POSTCODE: _("Postcode"),
    _C.TOWN: _("Town"),
    _C.MUNICIPALITY: _("Municipality"),
    _C.LANGUAGES: PARTS["languages"],
    _C.HOURS: PARTS["hours"],
    _C.APPOINTMENT: PARTS["only_by_appointment"],
    _C.SOURCE: PARTS["source"],
    _C.SCHEDULES: _("Opening hours of HSDS"),
    _C.LOCATIONS: _("Address of HSDS"),
    _C.ATTRIBUTES: _("Kind of HSDS"),
    _C.AREAS: _("Area of HSDS"),
    _C.PERSON: _("Name of a person (is not read)"),
}
VOCABULARY = Vocabulary(
    words=_WORDS,
    names=COLUMN_NAMES,
    may_be_missing=frozenset(ContactColumn),
    unread=_C.PERSON,
    unread_says="people_not_read",
)


def is_enough(columns: frozenset[StrEnum]) -> bool:
    """A list has at least the names, and some way to reach each."""
    reach = {_C.PHONES, _C.EMAIL, _C.WEBSITE, _C.SOURCE, _C.STREET, _C.HOURS, _C.SCHEDULES, _C.LOCATIONS}
    return _C.NAME in columns and bool(columns & reach)


LANGUAGE_WORDS = {
    "nederlands": "nl", "dutch": "nl", "engels": "en", "english": "en", "duits": "de", "german": "de", "pools": "pl",
    "polish": "pl", "roemeens": "ro", "romanian": "ro", "bulgaars": "bg", "bulgarian": "bg", "hongaars": "hu",
    "hungarian": "hu", "oekraiens": "uk", "ukrainian": "uk", "spaans": "es", "spanish": "es", "frans": "fr", "french": "fr",
    "arabisch": "ar", "arabic": "ar",
}  # fmt: skip
# How lists name a kind in one word, beside what we call it ourselves.
KIND_WORDS = {
    "nood": HelperKind.EMERGENCY, "veiligheid": HelperKind.EMERGENCY, "huisarts": HelperKind.DOCTOR,
    "huisartsenpost": HelperKind.DOCTOR, "ziekenhuis": HelperKind.DOCTOR, "zorg": HelperKind.DOCTOR,
    "gemeente": HelperKind.MUNICIPALITY, "rni": HelperKind.RNI, "rni loket": HelperKind.RNI,
    "informatiepunt": HelperKind.INFORMATION, "informatie": HelperKind.INFORMATION,
    "rechtshulp": HelperKind.LEGAL, "juridisch": HelperKind.LEGAL, "vakbond": HelperKind.UNION,
    "taal": HelperKind.LANGUAGE, "taalpunt": HelperKind.LANGUAGE, "taalhuis": HelperKind.LANGUAGE,
    "opvang": HelperKind.SHELTER, "voedselbank": HelperKind.SHELTER, "overheid": HelperKind.AUTHORITY,
    "ambassade": HelperKind.EMBASSY, "consulaat": HelperKind.EMBASSY,
}  # fmt: skip
