"""Forms of the register. Only fields that the municipality of the site has a ground for are shown."""

import uuid
from collections.abc import Mapping
from datetime import date
from typing import Any

from babel import Locale
from django import forms
from django.http import QueryDict
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from thoes.housing.public import Bed, Site
from thoes.places.public import LocalField
from thoes.register.models import DocumentKind
from thoes.ui.forms import DayField, Form

# The countries from which most workers come stand first in the list.
_OFTEN = ("PL", "RO", "BG", "HU", "LT", "LV", "SK", "PT", "ES", "UA")


class NonceForm(Form):
    """A form that may be sent twice without harm."""

    nonce = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["nonce"].initial = uuid.uuid4


def with_new_nonce(data: Mapping[str, Any]) -> QueryDict:
    """What was sent, for another attempt: a refused one used up its nonce."""
    query = QueryDict(mutable=True)
    query.update(data)
    query["nonce"] = str(uuid.uuid4())
    return query


class BedChoice(forms.ModelChoiceField):  # type: ignore[type-arg]
    """A free bed by its room and name."""

    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.unit.name} – {obj.name}"


class CheckInForm(NonceForm):
    """One worker, one bed, from a day."""

    family_name = forms.CharField(label=_("Family name"), max_length=100)
    given_name = forms.CharField(label=_("Given name"), max_length=100, required=False)
    residence = forms.CharField(label=_("Place of residence"), max_length=100, required=False)
    document_kind = forms.ChoiceField(label=_("Document that was shown"), choices=DocumentKind.choices)
    arrival = DayField(label=_("Arrival"))
    bed = BedChoice(label=_("Bed"), queryset=Bed.objects.none())

    def __init__(self, *args: Any, site: Site, beds: list[Bed], today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["bed"].queryset = Bed.objects.filter(  # type: ignore[attr-defined]
            pk__in=[bed.pk for bed in beds]
        ).select_related("unit")
        self.fields["arrival"].initial = today
        for name in site.municipality.local_fields:
            if name in LOCAL_FIELDS:
                self.fields[name] = LOCAL_FIELDS[name]()


class GroupForm(NonceForm):
    """A whole bus: one name on each line."""

    names = forms.CharField(
        label=_("Names, one on each line"),
        help_text=_("Family name, given name; residence. For example: Testowska, Anna; Opole"),
        widget=forms.Textarea(attrs={"rows": 8}),
    )
    arrival = DayField(label=_("Arrival"))
    document_kind = forms.ChoiceField(label=_("Document that was shown"), choices=DocumentKind.choices)

    def __init__(self, *args: Any, site: Site, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["arrival"].initial = today
        if LocalField.EXPECTED_DEPARTURE in site.municipality.local_fields:
            self.fields["expected_departure"] = _expected_departure()


class CheckOutForm(NonceForm):
    """From which day the bed is free."""

    departure = DayField(
        label=_("Day of departure"),
        help_text=_("The night of this day does not count any more. It may lie in the past."),
    )

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["departure"].initial = today


class MoveForm(NonceForm):
    """A new bed for each of the workers."""

    on = DayField(label=_("First night in the new bed"))

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["on"].initial = today


class CorrectForm(NonceForm):
    """What a stay should have said."""

    arrival = DayField(label=_("Arrival"))
    departure = DayField(label=_("Departure"), required=False)

    def __init__(self, *args: Any, site: Site, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if LocalField.EXPECTED_DEPARTURE in site.municipality.local_fields:
            self.fields["expected_departure"] = _expected_departure()


def _expected_departure() -> forms.Field:
    return DayField(
        label=_("Expected departure"),
        required=False,
        help_text=_("Who plans to stay four months or more must register at once."),
    )


def _date_of_birth() -> forms.Field:
    return DayField(label=_("Date of birth"), required=False)


def _nationality() -> forms.Field:
    names = Locale(get_language() or "nl").territories
    others = sorted((n, code) for code, n in names.items() if len(code) == 2 and code.isalpha() and code not in _OFTEN)
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
