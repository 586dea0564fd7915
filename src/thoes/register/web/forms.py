"""Forms of the register. Only fields that the municipality of the site has a ground for are shown."""

import uuid
from calendar import monthrange
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django import forms
from django.db.models import Q
from django.http import QueryDict
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext_lazy as _

from thoes.housing.public import Bed, Site
from thoes.places.public import LocalField, Organisation, OrganisationKind
from thoes.register.models import DocumentKind, Stay
from thoes.register.nationalities import nationalities
from thoes.ui.forms import DayField, Form

# The nationalities that most workers have come first in the list.
_OFTEN = ("PL", "RO", "BG", "HU", "LT", "LV", "SK", "PT", "ES", "UA")

# Two and three months are what most contracts say; six is the longest that is planned at arrival.
MONTHS = [("1", _("1 month")), ("2", _("2 months")), ("3", _("3 months")), ("6", _("6 months"))]


class NonceForm(Form):
    """A form that may be sent twice without harm."""

    nonce = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["nonce"].initial = uuid.uuid4


def with_new_nonce(data: Mapping[str, Any], *, versions: Iterable[Stay] = ()) -> QueryDict:
    """What was sent, for another attempt: a refused one used up its nonce, and by now the page shows these versions."""
    query = QueryDict(mutable=True)
    query.update(data)
    query["nonce"] = str(uuid.uuid4())
    query.setlist("seen", [str(stay.pk) for stay in versions])
    return query


class BedChoice(forms.TypedChoiceField):
    """One of the beds that were offered, by room and name; cleaned it is the id of the bed.

    Any id will do as long as none were offered: the register checks itself whether the bed can be had.
    """

    default_error_messages = {"invalid_choice": forms.ModelChoiceField.default_error_messages["invalid_choice"]}

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(coerce=uuid.UUID, **kwargs)

    def offer(self, beds: Iterable[Bed]) -> None:
        """Let one of these beds be chosen, each with its room."""
        self.choices = [("", "---------"), *((str(bed.pk), f"{bed.unit.name} – {bed.name}") for bed in beds)]

    def valid_value(self, value: Any) -> bool:
        """Whether it was offered."""
        return not self.choices or super().valid_value(value)


# Refusals of somebody who may be one whom we know: the answer of a person settles it.
NAMESAKES = frozenset({"namesake_is_here", "worker_at_another_site"})


class PlannedStayForm(NonceForm):
    """An arrival, and where it may be asked how long the stay is planned: a number of months or a day."""

    somebody_else = forms.BooleanField(
        label=_("This is somebody else with the same name"), required=False, widget=forms.HiddenInput
    )

    def ask_somebody_else(self) -> None:
        """Show the question: somebody of this name was found."""
        self.fields["somebody_else"].widget = forms.CheckboxInput()

    def ask_expected_departure(self) -> None:
        self.fields["months"] = forms.TypedChoiceField(
            label=_("Plans to stay"),
            choices=MONTHS,
            coerce=int,
            empty_value=None,
            required=False,
            widget=forms.RadioSelect,
        )
        self.fields["expected_departure"] = _expected_departure()

    def clean(self) -> dict[str, Any]:
        """A day that was filled in goes before a number of months."""
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if data.get("months") and data.get("arrival") and not data.get("expected_departure"):
            data["expected_departure"] = months_later(data["arrival"], data["months"])
        return data


def months_later(day: date, months: int) -> date:
    """The same day of a later month; the last day of the month where it has none (31 January, one month: 28 February)."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


class CheckInForm(PlannedStayForm):
    """One worker, one bed, from a day. Of a worker whom the housing provider knows nothing is asked again."""

    family_name = forms.CharField(
        label=_("Family name"), max_length=100, widget=forms.TextInput({"autocomplete": "off", "spellcheck": "false"})
    )
    given_name = forms.CharField(label=_("Given name"), max_length=100, required=False)
    residence = forms.CharField(label=_("Place of residence"), max_length=100, required=False)
    document_kind = forms.ChoiceField(label=_("Document that was shown"), choices=DocumentKind.choices)
    arrival = DayField(label=_("Arrival"))
    bed = BedChoice(label=_("Bed"))

    def __init__(self, *args: Any, site: Site, known: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in LOCAL_FIELDS:
            if name in PERSON_FIELDS and name in site.municipality.local_fields:
                self.fields[name] = LOCAL_FIELDS[name]()
        if LocalField.EXPECTED_DEPARTURE in site.municipality.local_fields:
            self.ask_expected_departure()
        if LocalField.EMPLOYER in site.municipality.local_fields:
            self.fields["employer"] = employer_field(site)
        self.order_fields(["family_name", "given_name", "residence", "document_kind", "months", "expected_departure"])
        if known:
            for name in PERSON_FIELDS & self.fields.keys():
                del self.fields[name]

    def offer(self, beds: Iterable[Bed]) -> None:
        """Let one of these beds be chosen."""
        _offer(self, beds)


class WorkerForm(Form):
    """What the housing provider recorded of a worker; local fields only where a municipality has a ground for them."""

    family_name = forms.CharField(label=_("Family name"), max_length=100)
    given_name = forms.CharField(label=_("Given name"), max_length=100, required=False)
    residence = forms.CharField(label=_("Place of residence"), max_length=100, required=False)
    document_kind = forms.ChoiceField(
        label=_("Document that was shown"), choices=[("", "–"), *DocumentKind.choices], required=False
    )

    def __init__(self, *args: Any, grounds: Iterable[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in LOCAL_FIELDS:
            if name in PERSON_FIELDS and name in grounds:
                self.fields[name] = LOCAL_FIELDS[name]()


class GroupForm(PlannedStayForm):
    """What holds for a whole bus, and a box for names: one on each line, or documents read by a reader."""

    names = forms.CharField(
        label=_("Names, one on each line"),
        help_text=_(
            "Family name, given name; residence. For example: Testowska, Anna; Opole. A document reader can type here too."
        ),
        # Ten full buses. More than that is a list, which is read in the background.
        max_length=30_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 5, "autocomplete": "off", "spellcheck": "false"}),
    )
    arrival = DayField(label=_("Arrival"))
    document_kind = forms.ChoiceField(label=_("Document that was shown"), choices=DocumentKind.choices)
    room = forms.UUIDField(label=_("Room for everybody"), required=False, widget=forms.Select)

    def __init__(self, *args: Any, site: Site, arrival: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # Here it is asked of each person.
        del self.fields["somebody_else"]
        self.fields["arrival"].initial = arrival
        if LocalField.EXPECTED_DEPARTURE in site.municipality.local_fields:
            self.ask_expected_departure()
        if LocalField.EMPLOYER in site.municipality.local_fields:
            self.fields["employer"] = employer_field(site)

    def offer_rooms(self, beds: Iterable[Bed]) -> None:
        """Let the rooms of these free beds be chosen for all, each with how many it has."""
        rooms: dict[str, tuple[str, int]] = {}
        for bed in beds:
            name, number = rooms.get(str(bed.unit_id), (bed.unit.name, 0))
            rooms[str(bed.unit_id)] = (name, number + 1)
        choices = [
            (
                room,
                ngettext("%(room)s: %(count)s free bed", "%(room)s: %(count)s free beds", number)
                % {"room": name, "count": number},
            )
            for room, (name, number) in rooms.items()
        ]
        widget = self.fields["room"].widget
        assert isinstance(widget, forms.Select)
        widget.choices = [("", _("Any room")), *choices]

    @property
    def for_everybody(self) -> list[forms.BoundField]:
        """The fields that hold for all, in the order in which they are filled in."""
        names = ("arrival", "document_kind", "employer", "room", "months", "expected_departure")
        return [self[name] for name in names if name in self.fields]


class SeenForm(NonceForm):
    """An action on stays that the page showed: `seen` are the versions it showed, so that a stale page changes nothing."""

    seen = forms.TypedMultipleChoiceField(coerce=uuid.UUID, required=False, widget=forms.MultipleHiddenInput)

    def __init__(self, *args: Any, versions: Iterable[Stay], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["seen"].initial = [str(stay.pk) for stay in versions]
        sent = self.data.getlist("seen") if isinstance(self.data, QueryDict) else []
        self.fields["seen"].choices = [(text, text) for text in sent]  # type: ignore[attr-defined]


class BoardDayForm(Form):
    """Which night to look at, and as known at the end of which day."""

    day = DayField(label=_("Night of"), required=False)
    known = DayField(
        label=_("As we knew it on"),
        required=False,
        help_text=_("Leave it empty for what we know now. Corrections made after this day are left out."),
    )


class CheckOutForm(SeenForm):
    """From which day the bed is free."""

    departure = DayField(
        label=_("Day of departure"),
        help_text=_("The night of this day no longer counts. It may lie in the past."),
    )

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["departure"].initial = today


class MoveForm(SeenForm):
    """A new bed for each of the workers."""

    on = DayField(label=_("First night in the new bed"))

    def __init__(self, *args: Any, night: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["on"].initial = night


class CorrectForm(SeenForm):
    """What a stay should have said."""

    arrival = DayField(label=_("Arrival"))
    departure = DayField(label=_("Departure"), required=False)
    bed = BedChoice(label=_("Bed"))

    def __init__(self, *args: Any, site: Site, beds: list[Bed], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _offer(self, beds)
        if LocalField.EXPECTED_DEPARTURE in site.municipality.local_fields:
            self.fields["expected_departure"] = _expected_departure()
        if LocalField.EMPLOYER in site.municipality.local_fields:
            self.fields["employer"] = employer_field(site)


def _offer(form: Form, beds: Iterable[Bed]) -> None:
    choice = form.fields["bed"]
    assert isinstance(choice, BedChoice)
    choice.offer(beds)


def employer_field(site: Site) -> forms.Field:
    """Employers and agencies that the register knows, and the housing provider itself, which may be one."""
    known = Organisation.objects.filter(Q(kind=OrganisationKind.EMPLOYER) | Q(pk=site.provider_id)).order_by("name")
    return forms.ModelChoiceField(label=_("Employer"), queryset=known, required=False, empty_label="–")


def _expected_departure() -> forms.Field:
    return DayField(
        label=_("Expected departure"),
        required=False,
        help_text=_("Who plans to stay four months or more must register at once."),
    )


def _date_of_birth() -> forms.Field:
    return DayField(label=_("Date of birth"), required=False)


def _nationality() -> forms.Field:
    names = nationalities(get_language() or "nl")
    others = sorted((name, code) for code, name in names.items() if code not in _OFTEN)
    choices = [("", "–"), *((code, names[code]) for code in _OFTEN), *((code, name) for name, code in others)]
    return forms.ChoiceField(label=_("Nationality"), choices=choices, required=False)


def _document_number() -> forms.Field:
    return forms.CharField(label=_("Document number"), max_length=30, required=False)


LOCAL_FIELDS = {
    LocalField.EXPECTED_DEPARTURE.value: _expected_departure,
    LocalField.DATE_OF_BIRTH.value: _date_of_birth,
    LocalField.NATIONALITY.value: _nationality,
    LocalField.DOCUMENT_NUMBER.value: _document_number,
}

# What the check-in page keeps folded in: what is seldom at hand when somebody stands at the door.
EXTRA_FIELDS = {
    LocalField.EXPECTED_DEPARTURE.value,
    LocalField.DATE_OF_BIRTH.value,
    LocalField.NATIONALITY.value,
    LocalField.DOCUMENT_NUMBER.value,
    LocalField.EMPLOYER.value,
}

# What belongs to the worker and not to the stay.
PERSON_FIELDS = {
    "family_name",
    "given_name",
    "residence",
    "document_kind",
    LocalField.DATE_OF_BIRTH.value,
    LocalField.NATIONALITY.value,
    LocalField.DOCUMENT_NUMBER.value,
}
