"""Days that can hardly be meant are asked about, not refused: the form comes back with the day in words, and a tick.

What cannot be at all is refused by the register itself (`domain/book.py`).
"""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thoes.kernel.refusals import Refusal
from thoes.register.domain.ages import age_on, is_child, is_old
from thoes.register.domain.booked_stays import check_dates
from thoes.register.web.forms import (
    CheckInForm,
    CheckOutForm,
    CorrectForm,
    GroupForm,
    MoveForm,
    PlannedStayForm,
    SeenForm,
    WorkerForm,
)
from thoes.ui.days import day_in_words
from thoes.ui.forms import DayField, Form
from thoes.ui.refusals import show_in

# Who leaves or moves is seldom planned further ahead, and who came is seldom written down later. A bus is announced some
# weeks ahead; less than a month, so that a wrong month is seen. Hardly anybody says to stay longer than some seasons.
_FAR_AHEAD, _LONG_AGO = timedelta(days=14), timedelta(days=366)
_COMES_AHEAD, _STAYS_LONG = timedelta(days=27), timedelta(days=2 * 366)

# What holds for all of a group and may stay empty: on a phone it is folded, so that the names stand at the top.
_MORE = frozenset({"employer", "room", "months", "expected_departure"})

SURE = "sure-"
"""How the name of a tick begins that says that a day is right."""
ASKED = "asked"
"""The code of an error that is a question."""


class AsksAboutDays(Form):
    """Asks whether a day is right. The answer belongs to that day: another day is asked about again."""

    today: date

    def __init__(self, *args: Any, asked_on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = asked_on
        start = self.add_prefix(SURE)
        for name in self.data:
            if name.startswith(start):
                self._add_tick(SURE + name.removeprefix(start), "")

    def questions(self, data: dict[str, Any]) -> Iterable[tuple[str, date, str]]:
        """The fields whose day is doubtful, with that day and the question."""
        raise NotImplementedError

    def refuse(self, data: dict[str, Any]) -> None:
        """Raise `Refusal` for what cannot be at all; then nothing is asked."""

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        try:
            self.refuse(data)
        except Refusal as refusal:
            show_in(self, refusal)
            return data
        asked = {f"{SURE}{name}-{day.isoformat()}": (name, day, text) for name, day, text in self.questions(data)}
        for tick in [name for name in self.fields if name.startswith(SURE) and name not in asked]:
            del self.fields[tick]
        for tick, (name, day, question) in asked.items():
            self._add_tick(tick, _("Yes, %(day)s is right") % {"day": day_in_words(day, "j F Y")})
            if not data.get(tick):
                self.add_error(name, forms.ValidationError(question, code=ASKED))
        return data

    def _add_tick(self, name: str, label: Any) -> None:
        self.fields[name] = forms.BooleanField(label=label, required=False)

    @property
    def days_asked(self) -> list[forms.BoundField]:
        """The ticks to show, for a page that places its fields itself."""
        return [self[name] for name in self.fields if name.startswith(SURE)]


class AskingCheckOutForm(AsksAboutDays, CheckOutForm):
    """Asks about a departure that is far ahead."""

    def questions(self, data: dict[str, Any]) -> Iterable[tuple[str, date, str]]:
        yield from _far_ahead("departure", data.get("departure"), self.today)


class AskingMoveForm(AsksAboutDays, MoveForm):
    """Asks about a move that is far ahead, or was long ago."""

    def questions(self, data: dict[str, Any]) -> Iterable[tuple[str, date, str]]:
        yield from _far_ahead("on", data.get("on"), self.today)
        yield from _long_ago("on", data.get("on"), self.today)


class AsksAboutArrival(AsksAboutDays, PlannedStayForm):
    """Asks about an arrival that is far ahead or was long ago, and about who would stay for years."""

    def refuse(self, data: dict[str, Any]) -> None:
        if data.get("arrival"):
            check_dates(data["arrival"], None, data.get("expected_departure"), today=self.today)

    def questions(self, data: dict[str, Any]) -> Iterable[tuple[str, date, str]]:
        yield from _far_ahead("arrival", data.get("arrival"), self.today, most=_COMES_AHEAD)
        yield from _long_ago("arrival", data.get("arrival"), self.today)
        yield from _for_years(data.get("expected_departure"), self.today)


class AskingCheckInForm(AsksAboutArrival, CheckInForm):
    """Asks as well about somebody who has no age of a worker."""

    def questions(self, data: dict[str, Any]) -> Iterable[tuple[str, date, str]]:
        yield from super().questions(data)
        yield from questions_of_age(data.get("date_of_birth"), data.get("arrival") or self.today)


class AskingGroupForm(AsksAboutArrival, GroupForm):
    """What holds for all; of a birth date the row itself asks."""

    @property
    def for_everybody(self) -> list[forms.BoundField]:
        """The fields, each with the tick that it asks for behind it."""
        ticks = {tick: tick.name.removeprefix(SURE).partition("-")[0] for tick in self.days_asked}
        return [
            each
            for bound in super().for_everybody
            for each in (bound, *(tick for tick, name in ticks.items() if name == bound.name))
        ]

    @property
    def more_for_everybody(self) -> list[forms.BoundField]:
        """Those that may all stay empty, and what is asked about them."""
        return [bound for bound in self.for_everybody if bound.name.removeprefix(SURE).partition("-")[0] in _MORE]

    @property
    def has_more_for_everybody(self) -> bool:
        """Whether something of those is filled in, or wrong."""
        return any(bound.value() or bound.errors for bound in self.more_for_everybody)


class ExpectedDepartureForm(AsksAboutDays, SeenForm):
    """When all of those who were chosen are expected to leave."""

    expected_departure = DayField(label=gettext_lazy("Expected departure"))

    def questions(self, data: dict[str, Any]) -> Iterable[tuple[str, date, str]]:
        yield from _for_years(data.get("expected_departure"), self.today)


class AskingCorrectForm(AsksAboutDays, CorrectForm):
    """Asks as those above, only about what was changed."""

    def questions(self, data: dict[str, Any]) -> Iterable[tuple[str, date, str]]:
        new = {name: day for name, day in data.items() if day != self.initial.get(name)}
        yield from _far_ahead("arrival", new.get("arrival"), self.today, most=_COMES_AHEAD)
        yield from _long_ago("arrival", new.get("arrival"), self.today)
        yield from _far_ahead("departure", new.get("departure"), self.today)
        yield from _for_years(new.get("expected_departure"), self.today)


class AskingWorkerForm(AsksAboutDays, WorkerForm):
    """Asks about somebody who has no age of a worker, when that is changed."""

    def questions(self, data: dict[str, Any]) -> Iterable[tuple[str, date, str]]:
        if data.get("date_of_birth") != self.initial.get("date_of_birth"):
            yield from questions_of_age(data.get("date_of_birth"), self.today)


def _far_ahead(
    name: str, day: date | None, today: date, *, most: timedelta = _FAR_AHEAD
) -> Iterable[tuple[str, date, str]]:
    if day is not None and day > today + most:
        text = _("This is %(days)s days ahead: %(day)s. Is that the day you mean?")
        yield name, day, text % {"days": (day - today).days, "day": day_in_words(day, "l j F Y")}


def _for_years(day: date | None, today: date) -> Iterable[tuple[str, date, str]]:
    yield from _far_ahead("expected_departure", day, today, most=_STAYS_LONG)


def _long_ago(name: str, day: date | None, today: date) -> Iterable[tuple[str, date, str]]:
    if day is not None and day < today - _LONG_AGO:
        text = _("This is more than a year ago: %(day)s. Is that the day you mean?")
        yield name, day, text % {"day": day_in_words(day, "l j F Y")}


def questions_of_age(born: date | None, on: date) -> Iterable[tuple[str, date, str]]:
    if born is not None and (is_child(born, on=on) or is_old(born, on=on)):
        text = _("Who was born on %(day)s is %(age)s years old. Is this a worker?")
        yield "date_of_birth", born, text % {"day": day_in_words(born, "j F Y"), "age": age_on(born, on=on)}
