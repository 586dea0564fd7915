"""Days that can hardly be meant are asked about, not refused: the form comes back with the day in words, and a tick.

What cannot be at all is refused by the register itself (`domain/book.py`).
"""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thoes.register.domain.ages import age_on, is_child
from thoes.register.web.forms import CheckInForm, CheckOutForm, CorrectForm, WorkerForm
from thoes.ui.days import day_in_words
from thoes.ui.forms import Form

# Who leaves is seldom planned further ahead, and who came is seldom written down later.
_FAR_AHEAD, _LONG_AGO = timedelta(days=14), timedelta(days=366)


class AsksAboutDays(Form):
    """Asks whether a day is right. The answer belongs to that day: another day is asked about again."""

    today: date

    def __init__(self, *args: Any, asked_on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = asked_on
        for name in self.data:
            if name.startswith("sure-"):
                self._add_tick(name, gettext_lazy("Yes, this is right"))

    def questions(self, data: dict[str, Any]) -> Iterable[tuple[str, date, str]]:
        """The fields whose day is doubtful, with that day and the question."""
        raise NotImplementedError

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        for name, day, question in list(self.questions(data)):
            tick = f"sure-{name}-{day.isoformat()}"
            if data.get(tick):
                continue
            self._add_tick(tick, _("Yes, %(day)s is right") % {"day": day_in_words(day, "j F Y").lower()})
            self.add_error(name, forms.ValidationError(question, code="asked"))
        return data

    def _add_tick(self, name: str, label: Any) -> None:
        self.fields[name] = forms.BooleanField(label=label, required=False)

    @property
    def asked(self) -> list[forms.BoundField]:
        """The ticks to show, for a page that places its fields itself."""
        return [self[name] for name in self.fields if name.startswith("sure-")]


class AskingCheckOutForm(AsksAboutDays, CheckOutForm):
    """Asks about a departure that is far ahead."""

    def questions(self, data: dict[str, Any]) -> Iterable[tuple[str, date, str]]:
        yield from _far_ahead("departure", data.get("departure"), self.today)


class AskingCheckInForm(AsksAboutDays, CheckInForm):
    """Asks about an arrival long ago, and about somebody who would be a child."""

    def questions(self, data: dict[str, Any]) -> Iterable[tuple[str, date, str]]:
        yield from _long_ago("arrival", data.get("arrival"), self.today)
        yield from _young(data.get("date_of_birth"), data.get("arrival") or self.today)


class AskingCorrectForm(AsksAboutDays, CorrectForm):
    """Asks as the two above, only about what was changed."""

    def questions(self, data: dict[str, Any]) -> Iterable[tuple[str, date, str]]:
        if data.get("arrival") != self.initial.get("arrival"):
            yield from _long_ago("arrival", data.get("arrival"), self.today)
        if data.get("departure") != self.initial.get("departure"):
            yield from _far_ahead("departure", data.get("departure"), self.today)


class AskingWorkerForm(AsksAboutDays, WorkerForm):
    """Asks about somebody who would be a child, when that is changed."""

    def questions(self, data: dict[str, Any]) -> Iterable[tuple[str, date, str]]:
        if data.get("date_of_birth") != self.initial.get("date_of_birth"):
            yield from _young(data.get("date_of_birth"), self.today)


def _far_ahead(name: str, day: date | None, today: date) -> Iterable[tuple[str, date, str]]:
    if day is not None and day > today + _FAR_AHEAD:
        text = _("This is %(days)s days ahead: %(day)s. Is that the day you mean?")
        yield name, day, text % {"days": (day - today).days, "day": day_in_words(day, "l j F Y").lower()}


def _long_ago(name: str, day: date | None, today: date) -> Iterable[tuple[str, date, str]]:
    if day is not None and day < today - _LONG_AGO:
        text = _("This is more than a year ago: %(day)s. Is that the day you mean?")
        yield name, day, text % {"day": day_in_words(day, "l j F Y").lower()}


def _young(born: date | None, on: date) -> Iterable[tuple[str, date, str]]:
    if born is not None and is_child(born, on=on):
        text = _("Who was born on %(day)s is %(age)s years old. Is this a worker?")
        words = {"day": day_in_words(born, "j F Y").lower(), "age": age_on(born, on=on)}
        yield "date_of_birth", born, text % words
