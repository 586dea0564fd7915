"""Forms of sites, rooms and beds."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from thoes.housing.domain.rooms import RoomBlock
from thoes.housing.models import Facility, Site
from thoes.housing.services import SiteFacts
from thoes.places.public import Municipality
from thoes.ui.forms import DayField, Form


class SiteForm(Form):
    """The facts of a site."""

    name = forms.CharField(label=_("Name of the site"), max_length=120)
    street = forms.CharField(label=_("Street"), max_length=120)
    house_number = forms.CharField(label=_("House number"), max_length=20)
    postcode = forms.RegexField(
        label=_("Postcode"),
        regex=r"^\s*\d{4}\s?[A-Za-z]{2}\s*$",
        error_messages={"invalid": _("Fill in a postcode of four digits and two letters, for example 5911 AB.")},
    )
    town = forms.CharField(label=_("Town"), max_length=80)
    municipality = forms.ModelChoiceField(label=_("Municipality"), queryset=Municipality.objects.order_by("name"))
    permitted_capacity = forms.IntegerField(
        label=_("Number of people the permit allows"), min_value=1, max_value=5_000, required=False
    )
    contact_phone = forms.CharField(
        label=_("Telephone number for emergencies"),
        max_length=30,
        required=False,
        widget=forms.TextInput({"type": "tel"}),
    )
    code = forms.CharField(
        label=_("Short code"),
        max_length=20,
        required=False,
        help_text=_("You use this code in the lists you upload. Leave it empty and we choose one."),
    )
    nonce = forms.UUIDField(widget=forms.HiddenInput, required=False)

    @staticmethod
    def initial_of(site: Site) -> dict[str, Any]:
        """What stands in the form when a site is changed."""
        names = ("name", "street", "house_number", "postcode", "town", "permitted_capacity", "contact_phone", "code")
        return {name: getattr(site, name) for name in names} | {"municipality": site.municipality_id}

    def facts(self) -> SiteFacts:
        """What was filled in; only after `is_valid`."""
        data = self.cleaned_data
        digits, letters = data["postcode"].strip()[:4], data["postcode"].strip()[-2:].upper()
        return SiteFacts(
            name=data["name"],
            street=data["street"],
            house_number=data["house_number"],
            postcode=f"{digits} {letters}",
            town=data["town"],
            municipality_id=data["municipality"].pk,
            code=data["code"],
            permitted_capacity=data["permitted_capacity"],
            contact_phone=data["contact_phone"],
        )


class FacilitiesForm(Form):
    """What residents can use, and how far it is to work."""

    facilities = forms.MultipleChoiceField(
        label=_("What can residents use?"),
        choices=Facility.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    km_to_work = forms.DecimalField(
        label=_("Distance to work in km"),
        help_text=_("To where most residents work, by road. Leave it empty if it differs too much."),
        min_value=0,
        max_value=9_999,
        max_digits=5,
        decimal_places=1,
        required=False,
        localize=True,
    )


class RoomBlockForm(Form):
    """One row of rooms that are alike."""

    rooms = forms.IntegerField(label=_("Number of rooms"), min_value=1, max_value=500)
    beds = forms.IntegerField(label=_("Beds in each room"), min_value=1, max_value=50)
    prefix = forms.CharField(label=_("Name before the number"), max_length=30, required=False)  # type: ignore[assignment]
    first_number = forms.IntegerField(label=_("First number"), min_value=0, max_value=99_999)

    def block(self) -> RoomBlock:
        """What was filled in; only after `is_valid`."""
        data = self.cleaned_data
        return RoomBlock(
            rooms=data["rooms"], beds=data["beds"], prefix=data["prefix"], first_number=data["first_number"]
        )


class FurtherBlockForm(RoomBlockForm):
    """A next row of rooms; left empty it means nothing."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{**kwargs, "empty_permitted": True})


class NameForm(Form):
    """The name of a room or bed."""

    name = forms.CharField(label=_("Name"), max_length=40)


class NewBedForm(Form):
    """One more bed in a room."""

    name = forms.CharField(
        label=_("Name of the bed"), max_length=40, required=False, help_text=_("Leave it empty for the next letter.")
    )
    nonce = forms.UUIDField(widget=forms.HiddenInput)


class OutOfUseForm(Form):
    """From when nobody may sleep here any more."""

    from_date = DayField(label=_("First day on which nobody sleeps here"))
