"""The forms of an event: the whole of an own one, what is added to one of a calendar, its words, and one other date."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import Any, ClassVar

from babel import Locale
from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from thoes.accounts.public import Actor
from thoes.contacts.public import Place
from thoes.events.access import is_of_province
from thoes.events.domain.dates import Occurrence, dates_at
from thoes.events.domain.event import (
    MOST_IN_TEXT,
    MOST_IN_TITLE,
    MOST_IN_WHERE,
    SOURCE,
    Change,
    Event,
    EventError,
    Otherwise,
    SignUp,
    Text,
)
from thoes.events.domain.repeating import Repeat, fits, repeat_of, rule_for
from thoes.events.texts import REFUSAL_TEXTS, REPEATS, SIGN_UP
from thoes.foundation.translated_texts import LANGUAGES_OF_THE_GUIDE
from thoes.kernel.refusals import Refusal
from thoes.places.public import municipality_names
from thoes.ui.forms import DayField, Fieldset, Form, Grid, in_unit

LANGUAGES = (*LANGUAGES_OF_THE_GUIDE, "fr", "ar")
_AT_FIELD = {
    "begins": "begins_on",
    "ends": "ends_at",
    "rule": "repeat",
    "changes": "repeat",
    "title": "title",
    "facts": None,
}
_NO_NAMES = _("Short sentences and plain words. No names of people, please.")


def _clock(label: Any, **said: Any) -> forms.TimeField:
    return forms.TimeField(
        label=label,
        input_formats=["%H:%M", "%H.%M", "%H:%M:%S"],
        widget=forms.TimeInput({"type": "time"}, "%H:%M"),
        **said,
    )


class AboutForm(Form):
    """What may be said of every event, also of one whose date and place come from a calendar."""

    price = in_unit(
        forms.DecimalField(
            label=_("Costs"),
            help_text=_("Fill in 0 when it is free. Leave it empty when you do not know."),
            min_value=0,
            max_value=9_999,
            decimal_places=2,
            required=False,
            localize=True,
        ),
        _("euros"),
    )
    languages = forms.MultipleChoiceField(
        label=_("Languages spoken"), required=False, widget=forms.CheckboxSelectMultiple
    )
    sign_up = forms.ChoiceField(label=_("Sign up beforehand"), choices=list(SIGN_UP.items()))
    sign_up_at = forms.CharField(
        label=_("Where to sign up"),
        help_text=_("A telephone number of the organisation, or the address of a page."),
        max_length=300,
        required=False,
    )
    for_children = forms.BooleanField(label=_("Children may come along, or it is for them"), required=False)
    link = forms.CharField(
        label=_("Page on which this stands"),
        help_text=_("Everybody finds it beside the event."),
        max_length=500,
        required=False,
    )
    is_hidden = forms.BooleanField(label=_("Do not show this yet"), required=False)
    upon = forms.IntegerField(min_value=0, widget=forms.HiddenInput)
    fieldsets: ClassVar[Sequence[Fieldset | Grid]] = (
        Fieldset(_("For visitors"), ("price", "languages", "sign_up", "sign_up_at", "for_children")),
        Fieldset(_("Source, and whether it is shown"), ("link", "is_hidden")),
    )

    def __init__(self, *args: Any, event: Event | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._before = event
        self.event: Event | None = None
        language = get_language() or SOURCE
        self.fields["languages"].choices = [  # type: ignore[attr-defined]
            (code, Locale.parse(code).get_display_name(language))
            # What stands in an event stays when a keeper changes something else.
            for code in dict.fromkeys((*LANGUAGES, *(event.languages if event else ())))
        ]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        if not self.errors:
            try:
                self.event = self.made(given)
            except EventError as wrong:
                field = _AT_FIELD.get(wrong.field, wrong.field)
                self.add_error(field if field in self.fields else None, REFUSAL_TEXTS[wrong.code])
        return given

    def made(self, given: dict[str, Any]) -> Event:
        """The event as it was filled in."""
        assert self._before is not None  # only the whole form makes a new one
        return replace(self._before, **_about(given))


class EventForm(AboutForm):
    """An event that no calendar brought. `lost` is how many cancelled or moved dates it has no more."""

    lost = 0
    municipality = forms.ChoiceField(label=_("Kept by"), required=False)
    title = forms.CharField(label=_("Title in Dutch"), max_length=MOST_IN_TITLE)
    says = forms.CharField(
        label=_("What it is, in Dutch"), help_text=_NO_NAMES, max_length=MOST_IN_TEXT, required=False,
        widget=forms.Textarea({"rows": 4}),
    )  # fmt: skip
    transport = forms.CharField(
        label=_("Transport, in Dutch"),
        help_text=_("From which sites a van or bus leaves, at what time, and what it costs. Else how people can come."),
        max_length=MOST_IN_TEXT,
        required=False,
        widget=forms.Textarea({"rows": 2}),
    )
    begins_on = DayField(label=_("Day"), help_text=_("Of an event that repeats the first day."))
    is_all_day = forms.BooleanField(label=_("The whole day"), required=False)
    begins_at = _clock(_("Begins at"), required=False)
    ends_at = _clock(_("Ends at"), required=False)
    ends_on = DayField(label=_("Last day"), help_text=_("Only of an event that goes on for some days."), required=False)
    repeat = forms.ChoiceField(label=_("Repeats"), choices=list(REPEATS.items()), initial=Repeat.ONCE)
    repeat_until = DayField(
        label=_("Repeats until"), help_text=_("Leave it empty when no end is known."), required=False
    )
    where = forms.CharField(label=_("Name of the building"), max_length=MOST_IN_WHERE, required=False)
    street = forms.CharField(label=_("Street and number"), max_length=120, required=False)
    postcode = forms.CharField(label=_("Postcode"), max_length=10, required=False)
    town = forms.CharField(label=_("Town"), max_length=80, required=False)
    fieldsets = (
        Fieldset(_("What it is"), ("municipality", "title", "says")),
        Fieldset(
            _("When"),
            ("begins_on", "is_all_day", "begins_at", "ends_at", "ends_on", "repeat", "repeat_until"),
        ),
        Fieldset(_("Where"), ("where", "street", "postcode", "town", "transport")),
        *AboutForm.fieldsets,
    )

    def __init__(self, *args: Any, actor: Actor, event: Event | None = None, **kwargs: Any) -> None:
        super().__init__(*args, event=event, **kwargs)
        names = municipality_names()
        if is_of_province(actor) and event is None:
            self.fields["municipality"].choices = [("", _("All of Limburg")), *names.items()]  # type: ignore[attr-defined]
        else:
            del self.fields["municipality"]
        if event is None or repeat_of(event.rule, event.begins)[0] is not Repeat.OTHERWISE:
            self.fields["repeat"].choices = [  # type: ignore[attr-defined]
                each for each in REPEATS.items() if each[0] is not Repeat.OTHERWISE
            ]

    def clean(self) -> dict[str, Any]:
        given = self.cleaned_data
        if not given.get("is_all_day") and not given.get("begins_at") and "begins_at" not in self.errors:
            self.add_error("begins_at", _("Fill in at what time it begins, or tick “The whole day”."))
        return super().clean()

    def made(self, given: dict[str, Any]) -> Event:
        begins, ends = moments(given)
        repeat = Repeat(given["repeat"])
        kept = self._before.rule if self._before and repeat is Repeat.OTHERWISE else ""
        if not fits(repeat, begins):
            raise EventError("rule", "event_first_day_does_not_fit")
        text = Text(" ".join(given["title"].split()), _lines(given["says"]), _lines(given["transport"]))
        texts = {**(self._before.texts if self._before else {}), SOURCE: text}
        event = Event(
            texts=texts,
            begins=begins,
            ends=ends,
            is_all_day=given["is_all_day"],
            rule=kept or rule_for(repeat, begins, given["repeat_until"]),
            more=self._before.more if self._before else (),
            where=given["where"],
            place=place_of(given),
            is_cancelled=bool(self._before and self._before.is_cancelled),
            **_about(given),
        )
        changes = tuple(_of_same_days(self._before.changes if self._before else (), event))
        self.lost = len(self._before.changes) - len(changes) if self._before else 0
        return replace(event, changes=changes)


class TextForm(Form):
    """The words of an event in another language."""

    title = forms.CharField(label=_("Title"), max_length=MOST_IN_TITLE)
    says = forms.CharField(
        label=_("What it is"), help_text=_NO_NAMES, max_length=MOST_IN_TEXT, required=False,
        widget=forms.Textarea({"rows": 4}),
    )  # fmt: skip
    transport = forms.CharField(
        label=_("Transport"), max_length=MOST_IN_TEXT, required=False, widget=forms.Textarea({"rows": 2})
    )
    is_read = forms.BooleanField(
        label=_("Somebody who speaks this language has read these words beside the Dutch"),
        help_text=_("Without it readers are told that a computer made this translation."),
        required=False,
    )
    upon = forms.IntegerField(min_value=0, widget=forms.HiddenInput)

    def __init__(self, *args: Any, language: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("title", "says", "transport"):
            self.fields[name].widget.attrs |= {"lang": language, "dir": "auto"}

    def text(self) -> Text:
        """What was filled in."""
        given = self.cleaned_data
        return Text(" ".join(given["title"].split()), _lines(given["says"]), _lines(given["transport"]))


class DateForm(Form):
    """One date that is at another time or place."""

    begins_on = DayField(label=_("Day"))
    begins_at = _clock(_("Begins at"), required=False)
    ends_at = _clock(_("Ends at"), required=False)
    where = forms.CharField(
        label=_("Name of the building"),
        help_text=_("Only when it is somewhere else than usual."),
        max_length=MOST_IN_WHERE,
        required=False,
    )
    street = forms.CharField(label=_("Street and number"), max_length=120, required=False)
    postcode = forms.CharField(label=_("Postcode"), max_length=10, required=False)
    town = forms.CharField(label=_("Town"), max_length=80, required=False)

    def __init__(self, *args: Any, is_all_day: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._is_all_day = is_all_day
        if is_all_day:
            del self.fields["begins_at"], self.fields["ends_at"]
        else:
            self.fields["begins_at"].required = True

    def change(self, usual: Occurrence) -> Change:
        """What is different; it lasts as long as the others where no end is filled in. Refusal where it cannot be right."""
        given = self.cleaned_data
        if self._is_all_day or not given.get("ends_at"):
            begins = datetime.combine(given["begins_on"], given.get("begins_at") or time())
            ends = begins + (usual.ends - usual.begins)
        else:
            begins, ends = moments(given)
        where, place = given["where"], place_of(given)
        is_same = (where, place) == (usual.where, usual.place)
        try:
            return Change(usual.at, Otherwise.MOVED, begins, ends, "" if is_same else where, None if is_same else place)
        except EventError as wrong:
            raise Refusal(wrong.code, field="where" if wrong.field == "where" else "begins_on") from wrong


def moments(given: dict[str, Any]) -> tuple[datetime, datetime]:
    """When it begins and ends. What ends before it began goes on past midnight; without an end it ends when it begins."""
    first: date = given["begins_on"]
    last: date = given.get("ends_on") or first
    if given.get("is_all_day"):
        return datetime.combine(first, time()), datetime.combine(last, time())
    begins = datetime.combine(first, given["begins_at"])
    ends = datetime.combine(last, given["ends_at"] or given["begins_at"])
    if ends < begins and last == first:
        ends += timedelta(days=1)
    return begins, ends


def place_of(given: dict[str, Any]) -> Place | None:
    """The address as it was filled in."""
    place = Place(given["street"], given["postcode"], given["town"])
    return place if place.in_one_line else None


def about_of(event: Event) -> dict[str, Any]:
    """What may be said of every event, as it is filled in."""
    return {
        "price": event.price,
        "languages": list(event.languages),
        "sign_up": event.sign_up.value,
        "sign_up_at": event.sign_up_at,
        "for_children": event.for_children,
        "link": event.link,
    }


def filled_with(event: Event) -> dict[str, Any]:
    """An event as it is filled in."""
    text, place = event.texts[SOURCE], event.place or Place("", "", "")
    repeat, until = repeat_of(event.rule, event.begins)
    return {
        **about_of(event),
        **text.words,
        "begins_on": event.begins.date(),
        "is_all_day": event.is_all_day,
        "begins_at": None if event.is_all_day else event.begins.time(),
        "ends_at": None if event.is_all_day or event.ends == event.begins else event.ends.time(),
        "ends_on": _last_day(event),
        "repeat": repeat.value,
        "repeat_until": until,
        "where": event.where,
        "street": place.street,
        "postcode": place.postcode,
        "town": place.town,
    }


def _last_day(event: Event) -> date | None:
    if event.is_all_day:
        return event.ends.date() if event.ends.date() != event.begins.date() else None
    ends_past_midnight = event.ends - event.begins < timedelta(days=1)
    return None if ends_past_midnight else event.ends.date()


def _about(given: dict[str, Any]) -> dict[str, Any]:
    return {
        "price": given["price"],
        "languages": tuple(sorted(given["languages"])),
        "sign_up": SignUp(given["sign_up"]),
        "sign_up_at": given["sign_up_at"],
        "for_children": given["for_children"],
        "link": given["link"],
    }


def _of_same_days(changes: Iterable[Change], event: Event) -> Iterator[Change]:
    """The single dates that are otherwise, where the event is still held on that day, by the time at which it now begins."""
    moved = {datetime.combine(each.at.date(), event.begins.time()): each for each in changes}
    for at in dates_at(event, moved):
        yield replace(moved[at], at=at)


def _lines(text: str) -> str:
    return text.replace("\r\n", "\n").strip()
