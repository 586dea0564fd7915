"""The forms of files that are handed over."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from thoes.accounts.public import Actor
from thoes.ui.forms import FileDrop, Form


class FileForm(Form):
    """A file; a kind adds what it asks beside it."""

    file = forms.FileField(
        label=_("Your list"),
        help_text=_("An Excel file (xlsx), an OpenDocument sheet (ods) or a CSV file, as you have it."),
        widget=FileDrop({"accept": ".xlsx,.ods,.csv,.txt,.tsv"}),
        allow_empty_file=True,
    )

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)


class ReceiptForm(Form):
    """The number on a receipt."""

    number = forms.CharField(
        label=_("Receipt number"),
        max_length=40,
        help_text=_("Twelve letters and digits, for example 7K2M-94QX-A1ZT."),
        widget=forms.TextInput({"autocomplete": "off", "spellcheck": "false", "autocapitalize": "characters"}),
    )
