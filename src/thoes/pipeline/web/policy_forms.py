"""Forms of policy, of effort agreements and of the check of a location."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from thoes.pipeline.domain.location import LocationFacts
from thoes.pipeline.models import MunicipalPolicy
from thoes.pipeline.services import PolicyFacts
from thoes.pipeline.web.forms import WORDS, YES_NO, answer_of, kilometres
from thoes.ui.forms import DayField, Form

_YES_NO_FIELDS = ("is_adopted", "allows_inside", "allows_outside", "quality_label_required")


class PolicyForm(Form):
    """The policy of the own municipality."""

    is_adopted = forms.ChoiceField(label=_("Is there an adopted policy for housing?"), choices=YES_NO, required=False)
    adopted_on = DayField(label=_("Adopted on"), required=False)
    title = forms.CharField(label=_("What it is called"), max_length=200, required=False)
    link = forms.URLField(label=_("Where it can be read"), max_length=300, required=False, assume_scheme="https")
    arranges = forms.CharField(
        label=_("What it arranges, in a few sentences"),
        max_length=2_000,
        required=False,
        widget=forms.Textarea({"rows": 4}),
    )
    contact = forms.CharField(
        label=_("Whom an entrepreneur asks"),
        max_length=120,
        required=False,
        help_text=_("A desk or a general address, no name of a person. Everybody can read this."),
    )
    allows_inside = forms.ChoiceField(label=_("Allowed inside the built-up area?"), choices=YES_NO, required=False)
    allows_outside = forms.ChoiceField(label=_("Allowed outside the built-up area?"), choices=YES_NO, required=False)
    most_km_to_work = kilometres(_("Greatest distance to work"))
    most_km_to_shops = kilometres(_("Greatest distance to shops"))
    most_km_to_stop = kilometres(_("Greatest distance to a bus stop or station"))
    most_beds = forms.IntegerField(label=_("Largest number of beds"), min_value=1, max_value=10_000, required=False)
    quality_label_required = forms.ChoiceField(label=_("Is a quality label required?"), choices=YES_NO, required=False)

    @staticmethod
    def initial_of(policy: MunicipalPolicy | None) -> dict[str, Any]:
        """What stands in the form when the policy is changed."""
        if policy is None:
            return {}
        found = {name: getattr(policy, name) for name in PolicyForm.base_fields}
        return found | {name: WORDS[found[name]] for name in _YES_NO_FIELDS}

    def facts(self) -> PolicyFacts:
        """What was filled in; only after `is_valid`."""
        data = dict(self.cleaned_data)
        return PolicyFacts(**data | {name: answer_of(data[name]) for name in _YES_NO_FIELDS})


class EffortForm(Form):
    """What province and municipality agreed."""

    municipality = forms.ChoiceField(label=_("Municipality"))
    text = forms.CharField(label=_("What was agreed"), max_length=500, widget=forms.Textarea({"rows": 3}))
    units = forms.IntegerField(label=_("Number of beds and dwellings"), min_value=1, max_value=100_000, required=False)
    agreed_on = DayField(label=_("Agreed on"))
    due_on = DayField(label=_("Due by"), required=False)
    link = forms.URLField(label=_("Where it can be read"), max_length=300, required=False, assume_scheme="https")
    nonce = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, towns: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["municipality"].choices = towns  # type: ignore[attr-defined]


class LocationForm(Form):
    """The idea of a location. Nothing of it is kept."""

    municipality = forms.ChoiceField(label=_("In which municipality?"))
    in_built_up_area = forms.ChoiceField(label=_("Is it inside the built-up area?"), choices=YES_NO, required=False)
    beds = forms.IntegerField(label=_("How many beds?"), min_value=1, max_value=10_000, required=False)
    km_to_work = kilometres(_("Distance to work"))
    km_to_shops = kilometres(_("Distance to shops"))
    km_to_stop = kilometres(_("Distance to a bus stop or station"))
    will_have_quality_label = forms.ChoiceField(
        label=_("Will it have a quality label (SNF or AKF)?"), choices=YES_NO, required=False
    )

    def __init__(self, *args: Any, towns: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["municipality"].choices = [("", _("Choose a municipality")), *towns]  # type: ignore[attr-defined]

    def facts(self) -> LocationFacts:
        """What was filled in; only after `is_valid`."""
        data = dict(self.cleaned_data)
        del data["municipality"]
        return LocationFacts(
            **data | {name: answer_of(data[name]) for name in ("in_built_up_area", "will_have_quality_label")}
        )
