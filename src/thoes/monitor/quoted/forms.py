"""What is asked beside a file with figures: whose they are, and what they count."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from thoes.accounts.public import Actor
from thoes.foundation.refusal_texts import explain
from thoes.intake.public import FileForm
from thoes.kernel.refusals import Refusal
from thoes.monitor.quoted.models import Licence, QuotedVersion
from thoes.monitor.quoted.taking_in import refuse_unlinked
from thoes.ui.forms import FileDrop


class FiguresForm(FileForm):
    """A file with its source; who took in a version before finds its words filled in."""

    source = forms.CharField(
        label=_("Source"), max_length=120, help_text=_("Who made it and what it is called, the same for every version.")
    )
    version = forms.CharField(
        label=_("Version"), max_length=40, help_text=_("Of which year or day this version is, for example 2018.")
    )
    population = forms.CharField(
        label=_("Who are counted"),
        max_length=300,
        help_text=_(
            "In the words of the source, for example: employees from abroad, also those who are not registered."
        ),
        widget=forms.Textarea({"rows": 3}),
    )
    is_not = forms.CharField(
        label=_("What these figures are not"),
        max_length=300,
        help_text=_("What a reader could take them for. For example: self-employed people are not in it."),
        widget=forms.Textarea({"rows": 3}),
    )
    link = forms.URLField(label=_("Page of the source"), max_length=300, required=False, assume_scheme="https")
    licence = forms.ChoiceField(label=_("May others use the figures again?"), choices=Licence.choices, required=False)
    field_order = ("file", "source", "version", "population", "is_not", "link", "licence")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        try:
            refuse_unlinked({name: cleaned.get(name) or "" for name in ("licence", "link")})
        except Refusal as refusal:
            # An address that cannot be one has its own words already.
            if "link" not in self.errors:
                self.add_error(refusal.field, explain(refusal))
        return cleaned

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, actor=actor, **kwargs)
        self.fields["file"].label = _("The file with figures")
        self.fields["file"].help_text = _(
            "An Excel file (xlsx), an OpenDocument sheet (ods), CSV, or JSON of the open data of CBS."
        )
        self.fields["file"].widget = FileDrop({"accept": ".xlsx,.ods,.csv,.txt,.tsv,.json"})
        last = QuotedVersion.objects.filter(organisation_id=actor.organisation_id).order_by("-taken_in_at").first()
        if last is not None and not self.is_bound:
            for name in ("source", "population", "is_not", "link", "licence"):
                self.initial.setdefault(name, getattr(last, name))
