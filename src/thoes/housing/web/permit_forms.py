"""Forms of permits, quality labels and papers. People think in last days; the register keeps the first day after."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from thoes.housing.models import DocumentKind, LabelScheme, Permit, PermitKind, QualityLabel
from thoes.housing.services import PermitFacts, QualityLabelFacts
from thoes.ui.forms import DayField, FileDrop, Form

_YES_NO = [("", _("Not known")), ("yes", _("Yes")), ("no", _("No"))]
_WORDS = {True: "yes", False: "no", None: ""}


def day_after(last_day: date | None) -> date | None:
    """The first day on which something no longer holds."""
    return None if last_day is None else last_day + timedelta(days=1)


def day_before(until: date | None) -> date | None:
    """The last day on which something holds."""
    return None if until is None else until - timedelta(days=1)


class PermitForm(Form):
    """A permit with its conditions."""

    kind = forms.ChoiceField(label=_("Kind of permit"), choices=PermitKind.choices)
    number = forms.CharField(label=_("Number or reference"), max_length=60)
    holder = forms.CharField(label=_("Who holds the permit"), max_length=200)
    holder_is_private = forms.BooleanField(
        label=_("The holder is a private person: show the name to nobody but the housing provider and us"),
        required=False,
    )
    capacity = forms.IntegerField(label=_("Number of people it allows"), min_value=1, max_value=5_000, required=False)
    valid_from = DayField(label=_("First day"))
    last_day = DayField(label=_("Last day"), required=False, help_text=_("Leave it empty when the permit has no end."))
    may_be_transferred = forms.ChoiceField(label=_("May it go to another holder?"), choices=_YES_NO, required=False)
    needs_quality_label = forms.BooleanField(label=_("Condition: a quality label"), required=False)
    needs_manager = forms.BooleanField(label=_("Condition: a manager is present"), required=False)
    longest_stay_months = forms.IntegerField(
        label=_("Condition: longest stay, in months"), min_value=1, max_value=600, required=False
    )
    plan_due = DayField(label=_("Condition: a management plan, on"), required=False)
    plan_received = DayField(label=_("The plan was received on"), required=False)
    homes_in_street = forms.IntegerField(
        label=_("Number of homes in this street"),
        min_value=1,
        max_value=10_000,
        required=False,
        help_text=_("For the rule of your municipality on the share of homes in a street that house workers."),
    )
    conditions = forms.CharField(
        label=_("Other conditions"), max_length=2_000, required=False, widget=forms.Textarea({"rows": 4})
    )
    nonce = forms.UUIDField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, asks_street: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not asks_street:
            del self.fields["homes_in_street"]

    @staticmethod
    def initial_of(permit: Permit) -> dict[str, Any]:
        """What stands in the form when a permit is changed."""
        names = set(PermitForm.base_fields) - {"last_day", "may_be_transferred", "nonce"}
        return {name: getattr(permit, name) for name in names} | {
            "last_day": day_before(permit.valid_until),
            "may_be_transferred": _WORDS[permit.may_be_transferred],
        }

    def facts(self) -> PermitFacts:
        """What was filled in; only after `is_valid`."""
        data = dict(self.cleaned_data)
        del data["nonce"]
        words = {word: value for value, word in _WORDS.items()}
        data["may_be_transferred"] = words[data["may_be_transferred"]]
        data["valid_until"] = day_after(data.pop("last_day"))
        return PermitFacts(**data)


class TransferForm(Form):
    """Who holds a permit from now on."""

    holder = forms.CharField(label=_("New holder"), max_length=200)
    is_private = forms.BooleanField(label=_("The new holder is a private person"), required=False)
    from_date = DayField(label=_("First day of the new holder"))


class FromDayForm(Form):
    """The first day of something."""

    from_date = DayField(label=_("First day on which it no longer holds"))


class QualityLabelForm(Form):
    """A certificate of a quality label."""

    scheme = forms.ChoiceField(label=_("Quality label"), choices=LabelScheme.choices)
    certificate = forms.CharField(label=_("Number of the certificate"), max_length=60)
    valid_from = DayField(label=_("First day"))
    last_day = DayField(label=_("Last day"), required=False, help_text=_("Leave it empty when it has no end."))
    ended_from = DayField(label=_("Taken away early, from"), required=False)
    last_audit = DayField(label=_("Last audit"), required=False)
    next_audit = DayField(label=_("Next audit"), required=False)
    nonce = forms.UUIDField(widget=forms.HiddenInput, required=False)

    @staticmethod
    def initial_of(quality_label: QualityLabel) -> dict[str, Any]:
        """What stands in the form when a quality label is changed."""
        names = set(QualityLabelForm.base_fields) - {"last_day", "nonce"}
        return {name: getattr(quality_label, name) for name in names} | {
            "last_day": day_before(quality_label.valid_until)
        }

    def facts(self) -> QualityLabelFacts:
        """What was filled in; only after `is_valid`."""
        data = dict(self.cleaned_data)
        del data["nonce"]
        data["valid_until"] = day_after(data.pop("last_day"))
        return QualityLabelFacts(**data)


class ShortcomingForm(Form):
    """What an audit found."""

    text = forms.CharField(
        label=_("What was found"),
        max_length=500,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("Write about the building, never about a person."),
    )
    found_on = DayField(label=_("Found on"))
    repair_by = DayField(label=_("To be mended by"), required=False)


class MendedForm(Form):
    """Since when something is mended."""

    repaired_on = DayField(label=_("Mended on"))


class DocumentForm(Form):
    """A paper to keep with a site."""

    kind = forms.ChoiceField(label=_("What it is"), choices=DocumentKind.choices)
    title = forms.CharField(label=_("Title"), max_length=120)
    file = forms.FileField(
        label=_("File"),
        widget=FileDrop({"accept": ".pdf,.png,.jpg,.jpeg"}),
        help_text=_(
            "PDF, PNG or JPEG, at most 10 MB. No papers of residents. What a camera or a program wrote in the file is taken"
            " out; a digital signature does not survive that, so keep the original."
        ),
    )
    nonce = forms.UUIDField(widget=forms.HiddenInput)
