"""The forms of a request."""

from django import forms
from django.utils.translation import gettext_lazy as _

from thoes.rights.documents.overview import OVERVIEW
from thoes.rights.models import Proof, RequestKind, RequestOutcome
from thoes.ui.forms import DayField, Form


class RequestForm(Form):
    """What the person asks, and how you know who it is."""

    kind = forms.ChoiceField(
        label=_("What does the person ask?"), choices=RequestKind.choices, widget=forms.RadioSelect
    )
    text = forms.CharField(
        label=_("In the person's own words"),
        help_text=_("For a correction or an objection: what is wrong, and what should it be? No BSN."),
        max_length=2_000,
        required=False,
        widget=forms.Textarea({"rows": 4}),
    )
    received_on = DayField(label=_("Asked on"))
    proof = forms.ChoiceField(
        label=_("How did the person prove who they are?"),
        help_text=_("Look at it; keep no number and no copy."),
        choices=Proof.choices,
        widget=forms.RadioSelect,
    )
    checked = forms.BooleanField(label=_("I saw that this is the person, and not somebody else of that name"))
    nonce = forms.UUIDField(widget=forms.HiddenInput)


class AnswerForm(Form):
    """What came of it."""

    outcome = forms.ChoiceField(label=_("What was done?"), choices=RequestOutcome.choices, widget=forms.RadioSelect)
    answer = forms.CharField(
        label=_("What did you answer?"),
        help_text=_("If it was not done: why, and that the person may complain to the Autoriteit Persoonsgegevens."),
        max_length=2_000,
        widget=forms.Textarea({"rows": 4}),
    )


class ExtendForm(Form):
    """Why it takes longer."""

    reason = forms.CharField(
        label=_("Why does it take longer?"),
        help_text=_("You must tell the person this before the first term is over. It may be done once."),
        max_length=500,
    )


class OverviewForm(Form):
    """In which language, and as what."""

    language = forms.ChoiceField(label=_("Language"), choices=OVERVIEW.choices)
    form = forms.ChoiceField(
        label=_("As"), choices=[("pdf", _("PDF, to read and print")), ("json", _("JSON, for another computer"))]
    )


class FullForm(Form):
    """Why everything must be put together."""

    reason = forms.CharField(
        label=_("Why is everything needed?"),
        help_text=_(
            "What did the person ask, and how do you know who it is? Give no name: a colleague and the privacy officer read"
            " it."
        ),
        max_length=500,
        widget=forms.Textarea({"rows": 3}),
    )
