"""The form with which the BRP is asked."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from thoes.housing.public import Site, SiteChoice
from thoes.ui.forms import Form


class AskForm(Form):
    """A site of the own municipality, and the number of its object in the BAG when somebody has it."""

    site = SiteChoice()
    object_id = forms.CharField(
        label=_("Number of the object in the BAG"),
        help_text=_("Sixteen digits. Without it we ask by postcode and house number."),
        max_length=16,
        required=False,
        widget=forms.TextInput({"inputmode": "numeric", "autocomplete": "off"}),
    )

    def __init__(self, *args: Any, municipality: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choice = self.fields["site"]
        assert isinstance(choice, SiteChoice)
        choice.offer(Site.objects.filter(municipality=municipality).order_by("name"))
