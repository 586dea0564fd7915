"""Forms of the registration desk."""

from datetime import date, time
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from thoes.registration.models import DeskDetails
from thoes.ui.forms import DayField, Form, ModelForm


class TimeInput(forms.TimeInput):
    """The browser's own clock."""

    input_type = "time"

    def __init__(self) -> None:
        super().__init__(format="%H:%M")


class WhenForm(Form):
    """The day and hour of a session."""

    on = DayField(label=_("Day"), error_messages={"required": _("Choose the day of the session.")})
    starts = forms.TimeField(label=_("Begins at"), widget=TimeInput(), initial=time(17, 0))

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["on"].widget.attrs["min"] = today.isoformat()


class PlanForm(WhenForm):
    """A session: when, how long each slot takes, and how many desks there are."""

    slot_minutes = forms.IntegerField(label=_("Minutes per person"), min_value=5, max_value=120, initial=10)
    desks = forms.IntegerField(
        label=_("Desks"),
        min_value=1,
        max_value=20,
        initial=2,
        help_text=_("So many people are helped at the same time."),
    )


class DeskDetailsForm(ModelForm):
    """How people reach the desk."""

    class Meta:
        model = DeskDetails
        fields = ("name", "address", "hours", "phone", "website")
        labels = {
            "name": _("Name of the desk"),
            "address": _("Address"),
            "hours": _("Opening hours"),
            "phone": _("Phone"),
            "website": _("Website"),
        }
