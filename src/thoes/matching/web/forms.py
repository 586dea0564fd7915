"""The form of the match."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from thoes.housing.public import Site
from thoes.matching.models import RegisterChoice
from thoes.ui.forms import FileDrop, Form


class ExtractForm(Form):
    """A list, and what a line is that does not say so itself."""

    file = forms.FileField(
        label=_("Your extract"),
        help_text=_("An Excel file (xlsx), an OpenDocument sheet (ods) or a CSV file, with column names above it."),
        widget=FileDrop({"accept": ".xlsx,.ods,.csv,.txt,.tsv"}),
        allow_empty_file=True,
    )
    register = forms.ChoiceField(
        label=_("Where these people stand"),
        help_text=_("For lines that do not say it themselves in a column “BRP or RNI”."),
        choices=RegisterChoice.choices,
    )


class AskForm(Form):
    """A site of the own municipality, and the number of its object in the BAG when somebody has it."""

    site = forms.ModelChoiceField(label=_("Site"), queryset=Site.objects.none(), empty_label=None)
    object_id = forms.CharField(
        label=_("Number of the object in the BAG"),
        help_text=_("Sixteen digits. Without it we ask by postcode and house number."),
        max_length=16,
        required=False,
        widget=forms.TextInput({"inputmode": "numeric", "autocomplete": "off"}),
    )

    def __init__(self, *args: Any, municipality: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        sites = Site.objects.filter(municipality=municipality).order_by("name")
        self.fields["site"].queryset = sites  # type: ignore[attr-defined]
