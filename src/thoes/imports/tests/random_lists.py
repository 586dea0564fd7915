"""Lists in random dress, made of known stays: what comes back must be these stays, a question, or a line with a reason."""

import csv
import io
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any

from thoes.intake.tests.reading.made_files import xlsx

# Per language the names of the columns: family name, given name, arrival, departure, room, site, birth date.
_HEADERS = {
    "nl": ("Achternaam", "Voornaam", "Aankomst", "Vertrek", "Kamer", "Locatie", "Geboortedatum"),
    "en": ("Last name", "First name", "Arrival", "Departure", "Room", "Site", "Date of birth"),
    "pl": ("Nazwisko", "Imię", "Data przyjazdu", "Data wyjazdu", "Pokój", "Obiekt", "Data urodzenia"),
    "de": ("Nachname", "Vorname", "Ankunft", "Abreise", "Zimmer", "Standort", "Geburtsdatum"),
    "ro": ("Nume de familie", "Prenume", "Data sosirii", "Data plecării", "Camera", "Locație", "Data nașterii"),
}
_FAMILY = (
    "Nepski", "Voorbeeldska", "Próbny", "Łącki", "Fikcyjna", "Żółć", "Ștefănescu", "Nikić", "O'Nepova", "van der Fictie",
    "Testowa", "Ünal", "Müller-Nep",
)  # fmt: skip
_GIVEN = (
    "Jan", "Ana", "Piotr", "Ewa", "Łukasz", "Ștefan", "Zoë", "Björn", "Ivana", "Małgorzata", "Ion", "Mária", "Iuliia",
    "Hristo", "Bo", "Ida",
)  # fmt: skip
_TITLES = ("Bewonerslijst week 48", "Overzicht bewoners", "Lista mieszkańców", "")
_TOTALS = ("Totaal: {n}", "Razem: {n}", "Summe {n}", "Total: {n}")


@dataclass(frozen=True)
class TrueStay:
    """One stay as it really is."""

    family: str
    given: str
    arrival: date
    departure: date | None
    room: str
    site: str
    born: date | None = None


@dataclass
class DressedList:
    """A file, the stays that it was made of, and what its maker would answer."""

    path: Path
    stays: list[TrueStay]
    answers: dict[str, str] = field(default_factory=dict)
    how: str = ""


def dressed_list(seed: int, folder: Path, *, sites: list[str], rooms: list[str]) -> DressedList:
    """A list of its own for each seed; `sites` are codes of the housing provider, the first is the chosen one."""
    random = Random(seed)
    dress = _Dress(random, sites)
    stays = _stays(random, sites if dress.names_sites else sites[:1], rooms)
    sheets = dress.sheets(stays)
    as_workbook = dress.layout == "sheets" or random.random() < 0.06
    path = folder / f"list-{seed}.{'xlsx' if as_workbook else 'csv'}"
    if as_workbook:
        xlsx(path, sheets)
    else:
        _write_csv(path, next(iter(sheets.values())), random)
    how = f"{dress.language} {dress.layout} {dress.order} sites={dress.names_sites}"
    return DressedList(path, stays, dress.answers, how)


def _stays(random: Random, sites: list[str], rooms: list[str]) -> list[TrueStay]:
    names = [(family, given) for family in _FAMILY for given in _GIVEN]
    chosen = random.sample(names, random.randint(1, 12))
    found = []
    for family, given in chosen:
        arrival = date(2026, 1, 1) + timedelta(days=random.randint(0, 320))
        stays_on = random.random() < 0.5
        departure = None if stays_on else arrival + timedelta(days=random.randint(1, 200))
        born = date(1990, 1, 1) + timedelta(days=random.randint(-9000, 3000)) if random.random() < 0.7 else None
        found.append(TrueStay(family, given, arrival, departure, random.choice(rooms), random.choice(sites), born))
    # As people keep them: by site and room.
    return sorted(found, key=lambda stay: (sites.index(stay.site), rooms.index(stay.room)))


class _Dress:
    def __init__(self, random: Random, sites: list[str]) -> None:
        self._random = random
        self.language = random.choice(sorted(_HEADERS))
        self.layout = random.choice(["flat", "flat", "flat", "down", "blocks", "sheets"])
        self.names_sites = self.layout != "flat" or random.random() < 0.4
        self.order = random.choice(["day", "day", "day", "month", "iso", "words", "cells"])
        self.sign = random.choice("-/.")
        self.has_birth, self.has_noise = random.random() < 0.6, random.random() < 0.5
        self.columns = random.sample(range(4), 4)
        self.answers: dict[str, str] = {}
        if self.order == "month":
            self.answers["date_order_unproven"] = "month_first"
        if self.layout == "down":
            self.answers |= {"site_filled_down": "yes", "unit_filled_down": "yes"}
        if self.layout == "blocks":
            self.answers["blocks_name_places"] = "yes"
        if self.layout == "sheets":
            self.answers["sheets_name_places"] = "yes"

    def sheets(self, stays: list[TrueStay]) -> dict[str, list[list[Any]]]:
        """The rows of each sheet."""
        if self.layout != "sheets":
            return {"Blad1": self._rows(stays)}
        return {site: self._rows([s for s in stays if s.site == site]) for site in dict.fromkeys(s.site for s in stays)}

    def _rows(self, stays: list[TrueStay]) -> list[list[Any]]:
        names = _HEADERS[self.language]
        in_column = self.names_sites and self.layout in ("flat", "down")
        front = [names[5], names[4]] if in_column else [names[4]]
        back = [names[place] for place in self.columns] + ([names[6]] if self.has_birth else [])
        width = len(front) + len(back)
        rows: list[list[Any]] = []
        if self.has_noise and (title := self._random.choice(_TITLES)):
            rows += [[title], []]
        rows.append([*front, *back, *(["Opmerking"] if self.has_noise else [])])
        site = room = ""
        for stay in stays:
            if self.layout == "blocks" and stay.site != site:
                rows.append([""] * len(front) + [f"Locatie: {stay.site}"] + [""] * (width - len(front) - 1))
            facts = [stay.family, stay.given, self._day(stay.arrival), self._day(stay.departure)]
            where = [stay.site, stay.room] if in_column else [stay.room]
            if self.layout == "down":
                same_site = stay.site == site
                where = ["" if same_site else stay.site, "" if same_site and stay.room == room else stay.room]
            site, room = stay.site, stay.room
            line = [*where, *(facts[place] for place in self.columns)]
            line += [self._day(stay.born)] if self.has_birth else []
            rows.append([*line, *([self._random.choice(["", "sleutel", "fiets"])] if self.has_noise else [])])
            if self.has_noise and self._random.random() < 0.1:
                rows.append([])
        if self.has_noise:
            rows.append([self._random.choice(_TOTALS).format(n=len(stays))])
        return rows

    def _day(self, day: date | None) -> Any:
        if day is None:
            return ""
        words = {
            "day": day.strftime(f"%d{self.sign}%m{self.sign}%Y"),
            "month": day.strftime("%m/%d/%Y"),
            "iso": day.isoformat(),
            "words": f"{day.day} {_MONTHS[day.month - 1]} {day.year}",
        }
        return day if self.order == "cells" else words[self.order]


_MONTHS = (
    "januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september", "oktober", "november",
    "december",
)  # fmt: skip


def _write_csv(path: Path, rows: list[list[Any]], random: Random) -> None:
    separator = random.choice(";;;,\t")
    text = io.StringIO()
    writer = csv.writer(text, delimiter=separator, lineterminator=random.choice(["\n", "\r\n"]))
    for row in rows:
        writer.writerow([cell.strftime("%d-%m-%Y") if isinstance(cell, date) else cell for cell in row])
    encoding = random.choice(["utf-8", "utf-8-sig", "utf-16"])
    path.write_bytes(text.getvalue().encode(encoding))
