"""A list of everybody who is here: who is missing in it left, when a person says so of each by name.

Other lists say who came and who went; of somebody who does not stand in them they say nothing.
"""

from collections.abc import Collection, Iterable
from datetime import date, timedelta
from uuid import UUID

from django.db.models import QuerySet

from thoes.accounts.public import Actor
from thoes.imports.taking_in import SaidStay, StayLine
from thoes.intake.public import NO, YES, Answers, Line, Question
from thoes.register.public import Declared, Stay, believed, stays_of

COMPLETE, DAY, MISSING = "list_is_complete", "missing_left_on", "missing_in_list"
LEAVES, STAYS = "leaves", "stays"
# Who is missing left on the day of the list, or up to a week before.
_DAYS_BACK = 7
_SHEET = "–"


def is_complete(answers: Answers) -> bool:
    """Whether a person said that everybody who is here stands in the list. Nobody is missing from any other."""
    return answers.to(Question(COMPLETE, (NO, YES), usual=NO, remembered=True)) == YES


def day_of_leaving(answers: Answers, today: date) -> date:
    """The day on which the missing left; it stays what it was when the list was first checked."""
    first = answers.given.get(DAY)
    days = [(today - timedelta(days=back)).isoformat() for back in range(_DAYS_BACK + 1)]
    if first and first not in days:
        days = [first, *days]
    said = answers.to(Question(DAY, tuple(days), usual=days[0]))
    answers.given.setdefault(DAY, said)
    return date.fromisoformat(said)


def ask_for_missing(
    answers: Answers, *, actor: Actor, lines: Iterable[StayLine], touched: Collection[UUID | None], on: date
) -> None:
    """Ask of everybody who sleeps at the sites of the list on that day, and does not stand in it."""
    sites = {line.said.declared.site_id for line in lines}
    for stay in _sleeping(actor, sites, on).exclude(stay_id__in=[one for one in touched if one]):
        answers.to(
            Question(
                MISSING,
                (LEAVES, STAYS),
                str(stay.stay_id),
                {"who": _who(stay), "bed": f"{stay.bed.unit.name} – {stay.bed.name}", "arrival": stay.arrival},
            )
        )


def lines_of_leavers(answers: Answers, *, actor: Actor, on: date) -> list[StayLine]:
    """A line for each of whom somebody said that they left, as if the list had it."""
    said = {name: answer for name, answer in answers.given.items() if name.startswith(f"{MISSING}:")}
    leaving = [name.partition(":")[2] for name, answer in said.items() if answer == LEAVES]
    stays = believed(stays_of(actor)).filter(stay_id__in=leaving, departure=None)
    found = []
    for number, stay in enumerate(stays.order_by("bed__unit__name", "bed__name"), start=1):
        declared = Declared(
            site_id=stay.site_id,
            arrival=stay.arrival,
            worker_id=stay.worker_id,
            bed_id=stay.bed_id,
            departure=max(on, stay.arrival + timedelta(days=1)),
        )
        found.append(Line(_SHEET, number, SaidStay(declared, _who(stay)), ()))
    return found


def _sleeping(actor: Actor, sites: Collection[UUID], on: date) -> QuerySet[Stay]:
    stays = believed(stays_of(actor)).filter(site__in=sites, departure=None, arrival__lt=on)
    return stays.order_by("bed__unit__position", "bed__unit__name", "bed__position", "bed__name")


def _who(stay: Stay) -> str:
    return f"{stay.worker.given_name} {stay.worker.family_name}".strip()
