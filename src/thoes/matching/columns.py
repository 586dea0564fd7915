"""The columns of an extract, as they stand in extracts and in the tables of the BRP (Logisch Ontwerp)."""

from enum import StrEnum
from typing import Any

from django.utils.translation import gettext_lazy as _

from thoes.intake.public import Vocabulary


class Column(StrEnum):
    """What a column of an extract can hold."""

    NAME = "name"
    GIVEN = "given"
    PREFIX = "prefix"
    FAMILY = "family"
    BIRTH = "birth"
    ADDRESS = "address"
    STREET = "street"
    HOUSE_NUMBER = "house_number"
    POSTCODE = "postcode"
    REGISTERED_ON = "registered_on"
    REGISTER = "register"
    # The end of a registration: in words, under yes and no, or with a day.
    STATUS = "status"
    IS_ENDED = "is_ended"
    ENDED_ON = "ended_on"
    PERSONAL_NUMBER = "personal_number"


# Parted by semicolons.
_WORDS: dict[StrEnum, str] = {
    Column.NAME: "naam; volledige naam; naam persoon; persoon; name; full name; achternaam voornaam; naam en voornamen",
    Column.GIVEN: "voornamen; voornaam; given name; given names; first name; first names",
    Column.PREFIX: "voorvoegsel; voorvoegsels; tussenvoegsel; tussenvoegsels; voorvoegsel geslachtsnaam; prefix",
    Column.FAMILY: "geslachtsnaam; achternaam; familienaam; family name; last name; surname",
    Column.BIRTH: "geboortedatum; geb datum; geboren; geboren op; date of birth; birth date; birthdate",
    Column.ADDRESS: "adres; woonadres; verblijfsadres; verblijfadres; briefadres; address; straat en huisnummer",
    Column.STREET: "straat; straatnaam; naam openbare ruimte; street",
    Column.HOUSE_NUMBER: "huisnummer; huisnr; nummer; nr; house number",
    Column.POSTCODE: "postcode; pc; zip; postal code",
    Column.REGISTERED_ON: """
        datum inschrijving; inschrijfdatum; datum inschrijving gemeente; datum inschrijving in gemeente; ingeschreven op;
        ingeschreven sinds; ingeschreven per; datum vestiging; datum vestiging in nederland; vestigingsdatum;
        datum aanvang adreshouding; datum registratie; registratiedatum; registration date; registered on;
        date of registration
    """,
    Column.REGISTER: """
        brp rni; brp of rni; brp or rni; register; registratie; soort registratie; soort inschrijving; register brp rni;
        ingezetene; inschrijving
    """,
    Column.PERSONAL_NUMBER: """
        bsn; bsn nummer; bsnnr; burgerservicenummer; burger service nummer; sofinummer; sofi nummer; sofi; a nummer;
        anummer; a nr; anr; administratienummer; a number; citizen service number
    """,
    Column.STATUS: "status; status inschrijving; inschrijvingsstatus; status persoon; registratiestatus; opschorting;"
    "opschorting bijhouding; reden opschorting; reden opschorting bijhouding; omschrijving reden opschorting bijhouding;"
    "registration status",
    Column.IS_ENDED: "overleden; geemigreerd; vertrokken; uitgeschreven; opgeschort; deceased; emigrated; departed;"
    "deregistered",
    Column.ENDED_ON: "datum uitschrijving; uitschrijfdatum; uitgeschreven op; uitgeschreven per; datum vertrek;"
    "vertrekdatum; vertrokken op; datum vertrek uit nederland; datum emigratie; geemigreerd op; datum overlijden;"
    "overlijdensdatum; overleden op; datum opschorting; datum opschorting bijhouding; datum einde inschrijving;"
    "date of departure; departed on; deregistered on; date of death",
}
_NAMES: dict[StrEnum, Any] = {
    Column.NAME: _("Whole name"),
    Column.GIVEN: _("Given name"),
    Column.PREFIX: _("Prefix of the family name"),
    Column.FAMILY: _("Family name"),
    Column.BIRTH: _("Date of birth"),
    Column.ADDRESS: _("Whole address"),
    Column.STREET: _("Street"),
    Column.HOUSE_NUMBER: _("House number"),
    Column.POSTCODE: _("Postcode"),
    Column.REGISTERED_ON: _("Day of registration"),
    Column.REGISTER: _("BRP or RNI"),
    Column.STATUS: _("Status of the registration"),
    Column.IS_ENDED: _("Died, left or deregistered: yes or no"),
    Column.ENDED_ON: _("Died, left or deregistered on"),
    Column.PERSONAL_NUMBER: _("BSN or A-number: is not read"),
}
ENDINGS = frozenset({Column.STATUS, Column.IS_ENDED, Column.ENDED_ON})
TEXTS = frozenset(
    {Column.NAME, Column.GIVEN, Column.PREFIX, Column.FAMILY, Column.ADDRESS, Column.STREET, Column.HOUSE_NUMBER}
    | {Column.POSTCODE, Column.REGISTER}
)
VOCABULARY = Vocabulary(
    words=_WORDS,
    names=_NAMES,
    days=frozenset({Column.REGISTERED_ON, Column.ENDED_ON, Column.BIRTH}),
    birth_dates=frozenset({Column.BIRTH}),
    who_and_when=frozenset({Column.NAME, Column.FAMILY, Column.REGISTERED_ON}),
    unread=Column.PERSONAL_NUMBER,
    unread_says="personal_number_dropped",
    many=frozenset({*ENDINGS, Column.PERSONAL_NUMBER}),
)


def is_enough(columns: frozenset[StrEnum]) -> bool:
    """Whether there is a name and a day of registration."""
    return bool({Column.NAME, Column.FAMILY} & columns) and Column.REGISTERED_ON in columns
