"""Made-up helpers in the simulated Limburg, so that a visitor sees what it looks like when somebody checked them.

Their numbers are of the range 088 000 00 00 and their sites end in `.example`: nobody has these.
"""

from datetime import date, datetime, timedelta
from uuid import UUID

from django.utils.timezone import localtime

from thoes.contacts.confirming import ask_municipalities
from thoes.contacts.domain.hours_text import read_hours
from thoes.contacts.domain.listing import HelperKind, Listing, OnHolidays, OtherDays, Phone, Place, Source
from thoes.contacts.models import ContactPerson, How, Origin, Seat
from thoes.contacts.services import new_contact, propose
from thoes.places.public import municipality_names

_VENLO, _HORST, _ROERMOND, _HEERLEN = "GM0983", "GM1507", "GM0957", "GM0917"
_NOBODY = UUID(int=0)


def _source(name: str) -> Source:
    return Source(f"https://www.{name}.example/", "", is_official=True)


def _helpers(on: date) -> list[tuple[Listing, int]]:
    """Each with how many days ago it was checked."""
    number = iter(range(10, 99))

    def phone() -> tuple[Phone, ...]:
        return (Phone(f"088 000 00 {next(number)}"),)

    office, closed = read_hours("ma-vr 09:00-17:00"), OnHolidays.CLOSED
    # Closed today, so that a visitor sees what that looks like, whatever the day.
    today = OtherDays(on, on, says="Studiedag")
    return [
        (Listing(
            name="Informatiepunt Voorbeeld Venlo", kind=HelperKind.INFORMATION, municipality=_VENLO, phones=phone(),
            says={"nl": "Vragen over werk, wonen en papieren. U kunt zo binnenlopen.",
                  "en": "Questions about work, housing and papers. You can just walk in.",
                  "pl": "Pytania o pracę, mieszkanie i dokumenty. Można przyjść bez umawiania się."},
            email="vraag@infopunt.example", website="https://www.infopunt.example/",
            place=Place("Proefplein 1", "0000 AA", "Venlo"), hours=read_hours("ma, di, do, vr 09:00-17:00; wo 13:00-20:00"),
            on_holidays=closed, languages=("bg", "en", "nl", "pl", "ro"), source=_source("infopunt"),
        ), 20),
        (Listing(
            name="RNI-loket Voorbeeld Venlo", kind=HelperKind.RNI, municipality=_VENLO, phones=phone(),
            says={"nl": "BSN voor wie korter dan vier maanden blijft. Neem uw paspoort of ID-kaart mee.",
                  "en": "BSN for who stays less than four months. Bring your passport or ID card."},
            place=Place("Proefplein 2", "0000 AA", "Venlo"), hours=read_hours("ma-do 09:00-16:00"), on_holidays=closed,
            only_by_appointment=True, languages=("en", "nl"), source=_source("rni"),
        ), 30),
        (Listing(
            name="Taalpunt Voorbeeld Horst", kind=HelperKind.LANGUAGE, municipality=_HORST, phones=phone(),
            serves=(_HORST, _VENLO), place=Place("Testlaan 3", "0000 AB", "Horst"), hours=read_hours("di, do 13:00-17:00"),
            other_days=(today,), on_holidays=closed, languages=("nl", "pl"), source=_source("taalpunt"),
        ), 40),
        (Listing(
            name="Rechtshulp Voorbeeld", kind=HelperKind.LEGAL, phones=phone(), hours=office, on_holidays=closed,
            says={"nl": "Gratis hulp over loon, contract en huur.", "en": "Free help with pay, contract and rent."},
            languages=("bg", "nl", "pl", "ro"), source=_source("rechtshulp"),
        ), 10),
        (Listing(
            name="Vakbond Voorbeeld", kind=HelperKind.UNION, phones=phone(), hours=office, languages=("nl", "pl"),
            source=_source("vakbond"),
        ), 60),
        (Listing(
            name="Huisartsenpost Voorbeeld Noord", kind=HelperKind.DOCTOR, municipality=_VENLO, phones=phone(),
            says={"nl": "Een huisarts als de praktijk dicht is. Bel eerst.",
                  "en": "A doctor when the practice is shut. Call first."},
            hours=read_hours("ma-vr 17:00-08:00; za, zo 00:00-24:00"), on_holidays=OnHolidays.AS_SUNDAY,
            languages=("en", "nl"), source=_source("huisartsenpost"),
        ), 15),
        (Listing(
            name="Meldlijn Voorbeeld", kind=HelperKind.EMERGENCY, phones=phone(), hours=read_hours("elke dag 00:00-24:00"),
            says={"nl": "Geweld thuis of uitbuiting. Gratis, dag en nacht.",
                  "en": "Violence at home or exploitation. Free, day and night."},
            on_holidays=OnHolidays.AS_USUAL, languages=("en", "nl"), source=_source("meldlijn"),
        ), 5),
        (Listing(
            name="Opvang Voorbeeld Roermond", kind=HelperKind.SHELTER, municipality=_ROERMOND, phones=phone(),
            place=Place("Proefweg 9", "0000 AC", "Roermond"), hours=read_hours("elke dag 18:00-09:00"),
            on_holidays=OnHolidays.AS_USUAL, languages=("nl", "pl"), source=_source("opvang"),
        ), 300),
        (Listing(
            name="Gemeente Voorbeeldloket Venlo", kind=HelperKind.MUNICIPALITY, municipality=_VENLO, serves=(_VENLO,),
            phones=phone(), hours=office, on_holidays=closed, source=_source("gemeente-venlo"),
        ), 25),
        (Listing(
            name="Gemeente Voorbeeldloket Heerlen", kind=HelperKind.MUNICIPALITY, municipality=_HEERLEN, serves=(_HEERLEN,),
            phones=phone(), hours=office, on_holidays=closed, source=_source("gemeente-heerlen"),
        ), 35),
    ]  # fmt: skip


def make_contacts(at: datetime) -> None:
    """The made-up helpers as checked, one of them contradicted, and who answers for Venlo."""
    on, known = localtime(at).date(), municipality_names()
    for listing, ago in _helpers(on):
        if listing.municipality and listing.municipality not in known:
            continue
        contact = new_contact(listing, at=at)
        contact.checked_on, contact.checked_how = on - timedelta(days=ago), How.PAGE
        contact.checked_for = "Provincie Limburg (voorbeeld)"
        contact.save()
        if listing.kind is HelperKind.UNION:
            other = Listing(
                name=listing.name, kind=listing.kind, phones=(Phone("088 000 00 99"),), hours=listing.hours,
                languages=listing.languages, source=listing.source,
            )  # fmt: skip
            propose(contact, other, origin=Origin.RESEARCH, why="Verzonnen: een folder noemt dit nummer.", at=at)
    for seat, function in ((Seat.CONTACT, "Contactfunctionaris internationale werknemers"), (Seat.DEPUTY, "Vervanger")):
        ContactPerson.objects.create(
            municipality_id=_VENLO, seat=seat, function=function, email=f"{seat}@gemeente-venlo.example",
            is_personal_address=False, recorded_by=_NOBODY, recorded_at=at,
        )  # fmt: skip
    # So that a visitor can read the letter, and answer it, on the first day.
    ask_municipalities(on=on, at=at)
