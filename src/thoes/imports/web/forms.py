"""The forms of the uploads."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from thoes.housing.public import Site
from thoes.ui.forms import FileDrop, Form


class UploadForm(Form):
    """A file, and the site that its lines belong to."""

    file = forms.FileField(
        label=_("Your list"),
        help_text=_("An Excel file (xlsx), an OpenDocument sheet (ods) or a CSV file, as you have it."),
        widget=FileDrop({"accept": ".xlsx,.ods,.csv,.txt,.tsv"}),
        allow_empty_file=True,
    )
    site = forms.ModelChoiceField(
        label=_("Site"),
        help_text=_("Lines that name another site of yours go to that site."),
        queryset=Site.objects.none(),
        empty_label=None,
    )

    def __init__(self, *args: Any, actor_sites: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["site"].queryset = actor_sites  # type: ignore[attr-defined]


class ReceiptForm(Form):
    """The number on a receipt."""

    number = forms.CharField(
        label=_("Receipt number"),
        max_length=40,
        help_text=_("Twelve letters and digits, for example 7K2M-94QX-A1ZT."),
        widget=forms.TextInput({"autocomplete": "off", "spellcheck": "false", "autocapitalize": "characters"}),
    )
