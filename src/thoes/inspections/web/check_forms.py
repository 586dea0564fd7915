"""Forms of checks and findings. Nothing here asks for a name."""

from decimal import Decimal
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from thoes.housing.public import Unit
from thoes.inspections.check_texts import PROPOSED_WITH_SEVERITY, RESPONSIBLE_TEXTS, SEVERITY_TEXTS
from thoes.inspections.domain.checks import ItemOutcome, Responsible, Severity
from thoes.inspections.models import Finding
from thoes.inspections.queries import proposed_days
from thoes.inspections.services import ItemAnswer, Term
from thoes.ui.days import day_in_words
from thoes.ui.forms import DayField, FileDrop, Form

PHOTO_KINDS = "image/jpeg,image/png,image/webp"
PHOTO_RULE = _(
    "No faces, no papers, no bed with somebody in it. The place and time in the photo are taken out. At most 20 MB."
)
_ABOUT_THE_BUILDING = _("Write about the building, never about a person.")


class RoomsForm(Form):
    """The rooms that are looked at."""

    rooms = forms.TypedMultipleChoiceField(
        label=_("Rooms you are going to look at"),
        required=False,
        coerce=UUID,
        empty_value=[],
        widget=forms.CheckboxSelectMultiple,
        help_text=_("You can choose other rooms while you walk."),
    )

    def __init__(self, *args: Any, units: list[Unit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["rooms"]
        assert isinstance(field, forms.TypedMultipleChoiceField)
        field.choices = [(str(unit.pk), unit.name) for unit in units]
        if not units:
            del self.fields["rooms"]

    def rooms_chosen(self) -> list[UUID]:
        """What was ticked; only after `is_valid`."""
        return list(self.cleaned_data.get("rooms", []))


class AnswerForm(Form):
    """What is said of one item; the buttons of the page choose the outcome."""

    outcome = forms.TypedChoiceField(
        choices=[(each.value, each.value) for each in ItemOutcome if each != ItemOutcome.UNSAID],
        coerce=ItemOutcome,
        empty_value=None,
        required=False,
        widget=forms.HiddenInput,
    )
    number = forms.DecimalField(
        min_value=Decimal(0), max_value=Decimal(99_999), max_digits=6, decimal_places=1, required=False, localize=True
    )
    note = forms.CharField(
        label=_("Note"),
        max_length=500,
        required=False,
        widget=forms.Textarea({"rows": 3}),
        help_text=_ABOUT_THE_BUILDING,
    )
    seen = forms.UUIDField(required=False, widget=forms.HiddenInput)

    def said(self) -> ItemAnswer:
        """What was filled in; only after `is_valid`."""
        data = self.cleaned_data
        return ItemAnswer(data["outcome"], data["note"], data["number"])


class PhotoForm(Form):
    """One photo."""

    photo = forms.FileField(
        label=_("Photo"), widget=forms.FileInput({"accept": PHOTO_KINDS, "class": "check-file"}), help_text=PHOTO_RULE
    )
    nonce = forms.UUIDField(widget=forms.HiddenInput)


class TermForm(Form):
    """How bad a finding is, by when it must be mended, and by whom.

    The day may be left empty: then the one that we propose for the severity holds. So a day always belongs to the severity
    that is chosen, and a day that somebody filled in is never changed by choosing another.
    """

    severity = forms.ChoiceField(label=_("How bad is it?"), widget=forms.RadioSelect)
    repair_by = DayField(
        label=_("Last day for the repair"),
        required=False,
        help_text=_("Leave it empty to take the day that we propose. It is a term of our own and no rule."),
    )
    responsible = forms.ChoiceField(
        label=_("Who mends it?"), choices=[(key.value, text) for key, text in RESPONSIBLE_TEXTS.items()]
    )

    def __init__(self, data: Any = None, *, finding: Finding) -> None:
        self.finding, self.proposed = finding, proposed_days(finding.found_on)
        said = {"severity": finding.severity, "repair_by": finding.repair_by, "responsible": finding.responsible}
        super().__init__(data, initial=said)
        field = self.fields["severity"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [
            (key.value, PROPOSED_WITH_SEVERITY % {"severity": text, "day": day_in_words(self.proposed[key])})
            for key, text in SEVERITY_TEXTS.items()
        ]

    def term(self) -> Term:
        """What was filled in; only after `is_valid`."""
        data = self.cleaned_data
        severity = Severity(data["severity"])
        return Term(severity, data["repair_by"] or self.proposed[severity], Responsible(data["responsible"]))

    def day_that_stayed(self) -> str:
        """What to say when the severity changed and a day that was set before did not; empty when there is nothing to say."""
        data = self.cleaned_data
        severity, day = Severity(data["severity"]), data["repair_by"]
        if severity == self.initial["severity"] or day is None or day != self.initial["repair_by"]:
            return ""
        proposed = self.proposed[severity]
        if day == proposed:
            return ""
        words = _(
            "The last day for the repair stays %(day)s, as it was set. For this severity we propose %(proposed)s."
        )
        return str(words) % {"day": day_in_words(day), "proposed": day_in_words(proposed)}


class RepairForm(Form):
    """What was done about a finding."""

    text = forms.CharField(
        label=_("What was done"),
        max_length=500,
        widget=forms.Textarea({"rows": 3}),
        help_text=_ABOUT_THE_BUILDING,
    )
    repaired_on = DayField(label=_("Repaired on"))
    photo = forms.FileField(
        label=_("Photo of the repair"), required=False, widget=FileDrop({"accept": PHOTO_KINDS}), help_text=PHOTO_RULE
    )
    nonce = forms.UUIDField(widget=forms.HiddenInput)


class MendedFindingForm(Form):
    """That something is mended, with what was done where that helps; a housing provider adds a photo."""

    text = forms.CharField(
        label=_("What was done"),
        max_length=500,
        required=False,
        widget=forms.Textarea({"rows": 3}),
        help_text=_ABOUT_THE_BUILDING,
    )
    repaired_on = DayField(label=_("Repaired on"))
    photo = forms.FileField(
        label=_("Photo of the repair"), required=False, widget=FileDrop({"accept": PHOTO_KINDS}), help_text=PHOTO_RULE
    )
    nonce = forms.UUIDField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, with_photo: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not with_photo:
            del self.fields["photo"], self.fields["nonce"]


class SendBackForm(Form):
    """Why a repair is not enough."""

    text = forms.CharField(
        label=_("Why is it not enough?"),
        max_length=500,
        widget=forms.Textarea({"rows": 3}),
        help_text=_ABOUT_THE_BUILDING,
    )


class ReasonForm(Form):
    """Why a check is opened again."""

    reason = forms.CharField(
        label=_("What has to be corrected?"),
        max_length=500,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("This stays, and stands in the report."),
    )


class CloseForm(Form):
    """Finish a check."""

    rest = forms.BooleanField(label=_("The items without an answer were not looked at"), required=False)
