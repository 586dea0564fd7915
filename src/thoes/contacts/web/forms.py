"""The form of a contact, and that of who answers for a municipality."""

from datetime import date
from typing import Any
from uuid import UUID

from babel import Locale
from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from thoes.accounts.public import Actor
from thoes.contacts.access import is_of_province
from thoes.contacts.domain.hours_text import read_hours, read_other_days, write_hours, write_other_days
from thoes.contacts.domain.listing import HelperKind, Listing, ListingError, OnHolidays, Phone, Place, Source
from thoes.contacts.models import How
from thoes.contacts.texts import KINDS, ON_HOLIDAYS, PARTS
from thoes.foundation.translated_texts import LANGUAGES_OF_WORKERS
from thoes.places.public import municipality_names
from thoes.ui.forms import DayField, Form

LANGUAGES = (*LANGUAGES_OF_WORKERS, "hu", "uk", "es", "fr", "ar")
# Of a field with lines; a municipality without a login fills them in too.
_MOST_LETTERS = 1_000
_WRONG = {
    "phones": _(
        "Write one telephone number on each line, with digits only; what it is for may stand behind it after a comma."
    ),
    "hours": _("We do not understand these hours. Write for example: ma-vr 09:00-17:00."),
    "other_days": _("We do not understand this. Write for example: 24-12-2026 dicht: kerstavond."),
    "website": _("Write the whole address, which begins with https://."),
    "source": _("Write the whole address of the page, which begins with https://."),
    "email": _("This is no e-mail address. Write for example: naam@gemeente.nl."),
}


def _lines(rows: int) -> forms.Textarea:
    return forms.Textarea({"rows": rows})


class HowForm(Form):
    """How somebody knows that a contact is right."""

    how = forms.ChoiceField(
        label=_("How did you check it?"), choices=[each for each in How.choices if each[0] != How.OWN]
    )


class ReachForm(Form):
    """How a helper can be reached, which is what changes most."""

    phones = forms.CharField(
        label=PARTS["phones"], help_text=_WRONG["phones"], max_length=_MOST_LETTERS, required=False, widget=_lines(2)
    )
    email = forms.CharField(label=PARTS["email"], max_length=254, required=False)
    website = forms.CharField(label=PARTS["website"], max_length=500, required=False)
    street = forms.CharField(label=_("Street and number"), max_length=120, required=False)
    postcode = forms.CharField(label=_("Postcode"), max_length=10, required=False)
    town = forms.CharField(label=_("Town"), max_length=80, required=False)
    hours = forms.CharField(
        label=PARTS["hours"],
        help_text=_("One line for each: ma-vr 09:00-17:00. Day and night is: elke dag 00:00-24:00."),
        max_length=_MOST_LETTERS,
        required=False,
        widget=_lines(3),
    )
    other_days = forms.CharField(
        label=PARTS["other_days"],
        help_text=_("One line for each: 24-12-2026 dicht: kerstavond, or 27-12-2026 t/m 31-12-2026 10:00-12:00."),
        max_length=_MOST_LETTERS,
        required=False,
        widget=_lines(2),
    )
    only_by_appointment = forms.BooleanField(label=PARTS["only_by_appointment"], required=False)

    def clean_phones(self) -> tuple[Phone, ...]:
        phones: tuple[Phone, ...] = _read("phones", lambda: tuple(map(_phone, filter(None, self._lines_of("phones")))))
        return phones

    def clean_hours(self) -> Any:
        return _read("hours", lambda: read_hours(self.cleaned_data["hours"]))

    def clean_other_days(self) -> Any:
        return _read("other_days", lambda: read_other_days(self.cleaned_data["other_days"]))

    def _lines_of(self, name: str) -> list[str]:
        return [line.strip() for line in self.cleaned_data[name].splitlines()]

    def reach(self) -> dict[str, Any]:
        """What was filled in, as parts of a listing."""
        given = self.cleaned_data
        place = Place(given["street"], given["postcode"], given["town"])
        kept = ("phones", "email", "website", "hours", "other_days", "only_by_appointment")
        return {**{name: given[name] for name in kept}, "place": place if place.in_one_line else None}

    def take_wrong(self, wrong: ListingError) -> None:
        """Say at its field what cannot be right."""
        field = "source_link" if wrong.field == "source" else wrong.field
        self.add_error(field if field in self.fields else None, _WRONG.get(wrong.field, _WRONG["website"]))


def reach_of(listing: Listing) -> dict[str, Any]:
    """The same of a listing, as it is filled in."""
    place = listing.place or Place("", "", "")
    return {
        "phones": "\n".join(", ".join(filter(None, (each.number, each.says))) for each in listing.phones),
        "email": listing.email,
        "website": listing.website,
        "street": place.street,
        "postcode": place.postcode,
        "town": place.town,
        "hours": write_hours(listing.hours),
        "other_days": write_other_days(listing.other_days),
        "only_by_appointment": listing.only_by_appointment,
    }


class ContactForm(ReachForm):
    """All of a contact, with how it was checked."""

    name = forms.CharField(label=PARTS["name"], max_length=200)
    kind = forms.ChoiceField(label=PARTS["kind"], choices=[(kind.value, label) for kind, label in KINDS.items()])
    says_nl = forms.CharField(label=PARTS["says_nl"], max_length=300, required=False, widget=_lines(2))
    says_en = forms.CharField(label=PARTS["says_en"], max_length=300, required=False, widget=_lines(2))
    on_holidays = forms.ChoiceField(
        label=PARTS["on_holidays"], choices=[(each.value, label) for each, label in ON_HOLIDAYS.items()]
    )
    languages = forms.MultipleChoiceField(
        label=PARTS["languages"],
        help_text=_("Only those that you read or heard there yourself."),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    municipality = forms.ChoiceField(label=PARTS["municipality"], required=False)
    serves = forms.MultipleChoiceField(
        label=PARTS["serves"],
        help_text=_("Tick nothing when it is for everybody in Limburg."),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    source_link = forms.CharField(
        label=PARTS["source"],
        help_text=_("The page on which you read it. Everybody finds it beside the contact."),
        max_length=500,
    )
    is_official = forms.BooleanField(
        label=_("This page is of the organisation itself or of another public body"), required=False
    )
    how = HowForm.base_fields["how"]
    field_order = (
        "name", "kind", "says_nl", "says_en", "phones", "email", "website", "street", "postcode", "town", "hours",
        "other_days", "on_holidays", "only_by_appointment", "languages", "municipality", "serves", "source_link",
        "is_official", "how",
    )  # fmt: skip

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        names = municipality_names()
        language = get_language() or "nl"
        self.fields["languages"].choices = [  # type: ignore[attr-defined]
            (code, Locale.parse(code).get_display_name(language))
            # What stands in a contact stays when a keeper changes something else.
            for code in dict.fromkeys((*LANGUAGES, *self.initial.get("languages", ())))
        ]
        self.fields["serves"].choices = list(names.items())  # type: ignore[attr-defined]
        own = names.items() if is_of_province(actor) else [(actor.municipality_code, names[actor.municipality_code])]
        everywhere = [("", _("the province"))] if is_of_province(actor) else []
        self.fields["municipality"].choices = [*everywhere, *own]  # type: ignore[attr-defined]
        self.listing: Listing | None = None

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        if not self.errors:
            try:
                self.listing = self._listing(given)
            except ListingError as wrong:
                self.take_wrong(wrong)
        return given

    def _listing(self, given: dict[str, Any]) -> Listing:
        return Listing(
            name=given["name"],
            kind=HelperKind(given["kind"]),
            municipality=given["municipality"],
            serves=tuple(sorted(given["serves"])),
            says={code: text for code in ("nl", "en") if (text := given[f"says_{code}"])},
            on_holidays=OnHolidays(given["on_holidays"]),
            languages=tuple(sorted(given["languages"])),
            source=Source(given["source_link"], "", given["is_official"]),
            **self.reach(),
        )

    @staticmethod
    def filled_with(listing: Listing) -> dict[str, Any]:
        """A listing as it is filled in."""
        return {
            **reach_of(listing),
            "name": listing.name,
            "kind": listing.kind.value,
            "says_nl": listing.says.get("nl", ""),
            "says_en": listing.says.get("en", ""),
            "on_holidays": listing.on_holidays.value,
            "languages": list(listing.languages),
            "municipality": listing.municipality,
            "serves": list(listing.serves),
            "source_link": listing.source.link,
            "is_official": listing.source.is_official,
        }


class ChangeForm(ContactForm):
    """A contact that is there, with the proposals that stood beside it when the page was opened."""

    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def clean_seen(self) -> list[UUID]:
        try:
            return seen_in(self.cleaned_data["seen"])
        except ValueError:
            # No page of ours sends it: nothing was seen, so nothing is settled.
            return []


def seen_in(text: str) -> list[UUID]:
    """The proposals that a page showed; ValueError for what no page of ours sends."""
    return [UUID(each) for each in text.split(",") if each]


def _read(field: str, read: Any) -> Any:
    try:
        return read()
    except ListingError as wrong:
        raise forms.ValidationError(_WRONG[field]) from wrong


def _phone(line: str) -> Phone:
    number, _comma, says = line.partition(",")
    return Phone(number.strip(), says.strip())


class PersonForm(Form):
    """Who answers for a municipality."""

    function = forms.CharField(
        label=_("Function"), help_text=_("For example: contact officer for international workers."), max_length=120
    )
    email = forms.EmailField(
        label=_("E-mail address at work"), help_text=_("We ask here twice a year whether everything is still right.")
    )
    is_function_address = forms.BooleanField(
        label=_("This address and the telephone number belong to the function, so everybody may see them"),
        required=False,
    )
    phone = forms.CharField(label=_("Telephone number at work"), max_length=30, required=False)
    name = forms.CharField(
        label=_("Name"),
        help_text=_("Only when this person agreed that everybody may read it."),
        max_length=120,
        required=False,
    )
    agreed_on = DayField(label=_("Agreed on"), required=False)
    away_from = DayField(label=_("Away from"), required=False)
    away_until = DayField(label=_("Back on"), required=False)

    def clean_phone(self) -> str:
        phone: str = self.cleaned_data["phone"]
        return _read("phones", lambda: Phone(phone).number) if phone else ""

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        first, back = given.get("away_from"), given.get("away_until")
        if isinstance(back, date) and (first is None or back <= first):
            self.add_error("away_until", _("Fill in a day after the first day away."))
        return given
