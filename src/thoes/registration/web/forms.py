"""Forms of the registration desk."""

from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from thoes.ui.forms import DayField, Form


class RegisteredForm(Form):
    """On which day somebody was registered."""

    registered_on = DayField(label=_("Registered in the BRP on"))

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["registered_on"].initial = today
        self.fields["registered_on"].widget.attrs["max"] = today.isoformat()
