"""What an office says of itself, and which looks are shown."""

from django import forms
from django.utils.translation import gettext_lazy as _

from thoes.ui.forms import Form

_OPEN = _("If there is nobody or nothing, say so: an empty field stays a task.")


class StatementForm(Form):
    """Nothing is filled in beforehand but what the office said before."""

    controller = forms.CharField(
        label=_("Who is responsible, and how to reach them"),
        help_text=_("The organisation, its address and a telephone number or e-mail address."),
        max_length=300,
        required=False,
    )
    officer_contact = forms.CharField(
        label=_("How to reach the privacy officer"),
        help_text=_("A function and how to reach it; no name is needed."),
        max_length=300,
        required=False,
    )
    joint_controllers = forms.CharField(
        label=_("Who is responsible together with you"),
        help_text=_OPEN,
        max_length=2_000,
        required=False,
        widget=forms.Textarea({"rows": 3}),
    )
    processors = forms.CharField(
        label=_("Who processes on your behalf"),
        help_text=_OPEN,
        max_length=2_000,
        required=False,
        widget=forms.Textarea({"rows": 3}),
    )
    transfers = forms.CharField(
        label=_("What goes outside the European Economic Area"),
        help_text=_OPEN,
        max_length=2_000,
        required=False,
        widget=forms.Textarea({"rows": 3}),
    )
