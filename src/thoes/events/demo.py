"""Made-up events in the simulated Limburg: nobody holds them, and their sites end in `.example`."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from uuid import UUID

from django.utils.timezone import localtime

from thoes.contacts.public import Place
from thoes.events.domain.dates import dates_of, with_change
from thoes.events.domain.event import Change, Event, Otherwise, SignUp, Text, as_facts
from thoes.events.models import KeptEvent
from thoes.places.public import municipality_names

_VENLO, _HORST, _ROERMOND = "GM0983", "GM1507", "GM0957"
_NOBODY = UUID(int=0)
_FOR = "Provincie Limburg (voorbeeld)"


def _next(weekday: int, on: date, hour: str) -> datetime:
    day = on + timedelta(days=(weekday - on.weekday()) % 7)
    return datetime.combine(day, time.fromisoformat(hour))


def _events(on: date) -> list[tuple[str, Event, int]]:
    """Each with its municipality and how many days ago it was checked."""
    tuesday, saturday, sunday = _next(1, on, "19:30"), _next(5, on, "10:00"), _next(6, on, "14:00")
    hours = timedelta(hours=2)
    cafe = Event(
        texts={
            "nl": Text("Taalcafé Voorbeeld", "Praat Nederlands met vrijwilligers. U hoeft niets mee te nemen.",
                       "Er rijdt een busje om 19.00 uur vanaf Testpark Voorbeeld. Gratis."),
            "en": Text("Language café Voorbeeld", "Speak Dutch with volunteers. You need not bring anything.",
                       "A van leaves Testpark Voorbeeld at 19:00. Free."),
            "pl": Text("Kawiarnia językowa Voorbeeld", "Rozmawiaj po niderlandzku. Nic nie trzeba przynosić.",
                       "Busik odjeżdża o 19:00 z Testpark Voorbeeld. Bezpłatnie."),
        },
        begins=tuesday, ends=tuesday + hours, rule="FREQ=WEEKLY", where="Bibliotheek Voorbeeld",
        place=Place("Proefplein 3", "0000 AA", "Venlo"), price=Decimal(0), languages=("en", "nl", "pl"),
        sign_up=SignUp.NOT_NEEDED, link="https://www.taalcafe.example/",
    )  # fmt: skip
    third = dates_of(cafe, first=on, until=on + timedelta(days=40))[2]
    cafe = replace(cafe, changes=with_change((), Change(third.at, Otherwise.CANCELLED)))
    return [
        (_VENLO, cafe, 12),
        (_VENLO, Event(
            texts={"nl": Text("Voetbal voor iedereen (voorbeeld)", "Kom meedoen. Neem sportschoenen mee.")},
            begins=saturday, ends=saturday + hours, rule="FREQ=WEEKLY;INTERVAL=2",
            where="Sportpark Voorbeeld", place=Place("Testweg 8", "0000 AB", "Venlo"), price=Decimal("2.50"),
            languages=("bg", "nl", "ro"), for_children=True, link="https://www.voetbal.example/",
        ), 30),
        (_HORST, Event(
            texts={"nl": Text("Kennismaken in Horst (voorbeeld)", "Koffie, thee en uitleg over wonen en werken.")},
            begins=sunday, ends=sunday + hours, where="Buurthuis Voorbeeld", place=Place("Testlaan 4", "0000 AC", "Horst"),
            price=Decimal(0), languages=("nl", "pl"), sign_up=SignUp.NEEDED, sign_up_at="088 000 00 90",
            link="https://www.buurthuis.example/",
        ), 5),
        (_ROERMOND, Event(
            texts={"nl": Text("Spreekuur papieren (voorbeeld)", "Hulp met brieven en formulieren.")},
            begins=tuesday.replace(hour=10, minute=0), ends=tuesday.replace(hour=12, minute=0),
            rule="FREQ=MONTHLY;BYDAY=2TU" if 8 <= tuesday.day <= 14 else "FREQ=WEEKLY", where="Wijkcentrum Voorbeeld",
            place=Place("Proefweg 2", "0000 AD", "Roermond"), price=Decimal(0), languages=("nl", "ro"),
            link="https://www.wijkcentrum.example/",
        ), 240),
        ("", Event(
            texts={"nl": Text("Open dag voor werknemers (voorbeeld)", "Informatie over leren en werken in Limburg."),
                   "en": Text("Open day for workers (example)", "Information about learning and working in Limburg.")},
            begins=sunday.replace(hour=0), ends=sunday.replace(hour=0) + timedelta(days=1), is_all_day=True,
            where="Congrescentrum Voorbeeld", place=Place("Proefdreef 1", "0000 AE", "Maastricht"),
            languages=("en", "nl"), link="https://www.opendag.example/",
        ), 3),
    ]  # fmt: skip


def make_events(at: datetime) -> None:
    """The made-up events, as checked."""
    on, known = localtime(at).date(), municipality_names()
    for municipality, event, ago in _events(on):
        if municipality and municipality not in known:
            continue
        row = KeptEvent(municipality_id=municipality or None, changed_at=at, made_at=at, checked_by=_NOBODY)
        row.checked_on, row.checked_for = on - timedelta(days=ago), _FOR
        row.lay(own=as_facts(event))
        row.save()
