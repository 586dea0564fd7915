"""The BRP through the interfaces of Haal Centraal: BRP Personen 2 and, when it is switched on, BRP Bewoning 2.

Fields after their public descriptions (https://github.com/BRP-API/Haal-Centraal-BRP-bevragen and
https://github.com/BRP-API/Haal-Centraal-BRP-bewoning). An address gives numbers of persons, the numbers give names and
days; the numbers live in this file only, for the length of a question. Left out: who asked for secrecy, whose record is
suspended, who is registered in another municipality, and who has no whole day of registration.
"""

import time
from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

import requests

from thoes.kernel.refusals import Refusal
from thoes.matching.brp.configuration import BrpRoad
from thoes.matching.brp.source import BrpPlace, Resident, Residents

_CONNECT_SECONDS, _READ_SECONDS, _SECONDS_IN_ALL = 5, 10, 40
_AT_ONCE = 20
"""Most numbers in one question (`burgerservicenummer`, maxItems)."""

_FIELDS = [
    "burgerservicenummer", "naam.voornamen", "naam.voorvoegsel", "naam.geslachtsnaam", "geboorte.datum",
    "datumInschrijvingInGemeente", "gemeenteVanInschrijving",
]  # fmt: skip


class HaalCentraal:
    """One conversation; make a new one for each question."""

    def __init__(self, road: BrpRoad) -> None:
        self._road = road
        self._until = time.monotonic() + _SECONDS_IN_ALL

    def residents_at(self, place: BrpPlace, *, on: date, asked_by: UUID) -> Residents:
        """Who is registered at this address on a day: by Bewoning for an object in the BAG, else by Personen."""
        headers = {name: value.replace("{user}", str(asked_by)) for name, value in self._road.headers.items()}
        residents = Residents()
        with requests.Session() as session:
            session.headers.update(headers)
            session.cert, session.verify = self._road.certificate, self._road.authority or True
            if place.object_id and self._road.bewoning_url:
                numbers = self._numbers_in_object(session, place, residents, on=on)
            else:
                numbers = self._numbers_at_address(session, place, residents)
            for start in range(0, len(numbers), _AT_ONCE):
                question = {
                    "type": "RaadpleegMetBurgerservicenummer",
                    "burgerservicenummer": numbers[start : start + _AT_ONCE],
                    "fields": _FIELDS,
                }
                answer = self._ask(session, self._road.personen_url, question)
                _add(residents, _list(answer, "personen"), municipality=place.municipality)
        return residents

    def _numbers_in_object(
        self, session: requests.Session, place: BrpPlace, residents: Residents, *, on: date
    ) -> list[str]:
        question = {
            "type": "BewoningMetPeildatum",
            "peildatum": on.isoformat(),
            "adresseerbaarObjectIdentificatie": place.object_id,
        }
        numbers: list[str] = []
        for dwelling in _list(self._ask(session, self._road.bewoning_url, question), "bewoningen"):
            numbers.extend(_numbers(_list(dwelling, "bewoners"), residents))
            residents.left_out.extend("brp_in_doubt" for _ in _list(dwelling, "mogelijkeBewoners"))
            if dwelling.get("indicatieVeelBewoners"):
                residents.left_out.append("brp_many_residents")
        return list(dict.fromkeys(numbers))

    def _numbers_at_address(self, session: requests.Session, place: BrpPlace, residents: Residents) -> list[str]:
        if place.object_id:
            question: dict[str, Any] = {
                "type": "ZoekMetAdresseerbaarObjectIdentificatie",
                "adresseerbaarObjectIdentificatie": place.object_id,
            }
        else:
            question = {
                "type": "ZoekMetPostcodeEnHuisnummer",
                "postcode": place.postcode,
                "huisnummer": place.number,
            }
            if place.letter:
                question["huisletter"] = place.letter
            if place.addition:
                question["huisnummertoevoeging"] = place.addition
        answer = self._ask(session, self._road.personen_url, {**question, "fields": ["burgerservicenummer"]})
        return list(dict.fromkeys(_numbers(_list(answer, "personen"), residents)))

    def _ask(self, session: requests.Session, url: str, question: dict[str, Any]) -> dict[str, Any]:
        left = self._until - time.monotonic()
        if left <= 0:
            raise Refusal("brp_timeout", seconds=_SECONDS_IN_ALL)
        try:
            answer = session.post(
                url, json=question, timeout=(_CONNECT_SECONDS, min(_READ_SECONDS, left)), allow_redirects=False
            )
        except requests.Timeout as error:
            raise Refusal("brp_timeout", seconds=_READ_SECONDS) from error
        except requests.RequestException as error:
            raise Refusal("brp_unreachable") from error
        _refuse(answer)
        try:
            found = answer.json()
        except ValueError as error:
            raise Refusal("brp_answer_unclear") from error
        if not isinstance(found, dict):
            raise Refusal("brp_answer_unclear")
        return found


def _refuse(answer: requests.Response) -> None:
    status = answer.status_code
    if status in (401, 403):
        raise Refusal("brp_not_authorised")
    if status == 429:
        raise Refusal("brp_too_often")
    if status == 400:
        raise Refusal("brp_question_refused", reason=_problem_code(answer))
    if status != 200:
        raise Refusal("brp_unavailable", status=status)


def _problem_code(answer: requests.Response) -> str:
    """The code of the problem (RFC 7807), letters and digits as described; never the text, which may hold anything."""
    try:
        code = answer.json().get("code", "")
    except (ValueError, AttributeError):
        return "–"
    return code if isinstance(code, str) and code.isalnum() and len(code) <= 25 else "–"


def _list(answer: dict[str, Any], name: str) -> list[dict[str, Any]]:
    found = answer.get(name, [])
    if not isinstance(found, list) or not all(isinstance(one, dict) for one in found):
        raise Refusal("brp_answer_unclear")
    return found


def _numbers(found: Sequence[dict[str, Any]], residents: Residents) -> list[str]:
    numbers: list[str] = []
    for person in found:
        if person.get("geheimhoudingPersoonsgegevens"):
            residents.left_out.append("brp_secret")
        elif person.get("opschortingBijhouding"):
            residents.left_out.append("brp_suspended")
        elif isinstance(person.get("burgerservicenummer"), str):
            numbers.append(person["burgerservicenummer"])
        else:
            raise Refusal("brp_answer_unclear")
    return numbers


def _add(residents: Residents, found: Sequence[dict[str, Any]], *, municipality: str) -> None:
    for person in found:
        why_not = _why_left_out(person, municipality=municipality)
        if why_not:
            residents.left_out.append(why_not)
            continue
        name = _part(person, "naam")
        family = " ".join(part for part in (_text(name, "voorvoegsel"), _text(name, "geslachtsnaam")) if part)
        registered_on = _day(person, "datumInschrijvingInGemeente")
        if not family or registered_on is None:
            residents.left_out.append("brp_day_unknown")
            continue
        residents.people.append(
            Resident(
                given_name=_text(name, "voornamen"),
                family_name=family,
                birth_date=_day(_part(person, "geboorte"), "datum"),
                registered_on=registered_on,
            )
        )


def _why_left_out(person: dict[str, Any], *, municipality: str) -> str:
    if person.get("geheimhoudingPersoonsgegevens"):
        return "brp_secret"
    if person.get("opschortingBijhouding"):
        return "brp_suspended"
    where = _text(_part(person, "gemeenteVanInschrijving"), "code")
    return "brp_elsewhere" if where != municipality.removeprefix("GM") else ""


def _part(answer: dict[str, Any], name: str) -> dict[str, Any]:
    found = answer.get(name)
    return found if isinstance(found, dict) else {}


def _text(answer: dict[str, Any], name: str) -> str:
    found = answer.get(name)
    return " ".join(found.split())[:100] if isinstance(found, str) else ""


def _day(answer: dict[str, Any], name: str) -> date | None:
    """A whole day; the BRP also has years and months alone, and days that nobody knows."""
    found = _part(answer, name)
    if found.get("type") != "Datum":
        return None
    try:
        return date.fromisoformat(found.get("datum", ""))
    except (TypeError, ValueError) as error:
        raise Refusal("brp_answer_unclear") from error
