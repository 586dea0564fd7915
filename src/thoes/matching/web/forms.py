"""The form of the match."""

from django import forms
from django.utils.translation import gettext_lazy as _

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
