"""What an office says of itself, and which looks are shown."""

from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from thoes.accounts.public import names_of_users, roles_of_members
from thoes.privacy.public import all_purposes
from thoes.ui.forms import DayField, Form

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


class LooksForm(Form):
    """Which looks are shown."""

    since = DayField(label=_("From"), required=False)
    until = DayField(label=_("Until and including"), required=False)
    purpose = forms.ChoiceField(label=_("Purpose"), required=False)
    user = forms.ChoiceField(label=_("Colleague"), required=False)
    person = forms.UUIDField(label=_("Person number"), required=False)

    def __init__(self, *args: Any, organisation_id: UUID, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        any_of = [("", _("Any"))]
        names = names_of_users(roles_of_members(organisation_id))
        self.fields["user"].choices = any_of + sorted(  # type: ignore[attr-defined]
            ((str(user), name) for user, name in names.items()), key=lambda choice: choice[1]
        )
        self.fields["purpose"].choices = any_of + [  # type: ignore[attr-defined]
            (purpose, purpose.label) for purpose in all_purposes()
        ]
