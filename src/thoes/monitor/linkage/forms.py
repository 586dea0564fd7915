"""What is asked of lists that are linked: what for, and what each is called."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from thoes.monitor.linkage.models import LONGEST_LIST_NAME, LONGEST_PURPOSE, LONGEST_TITLE
from thoes.monitor.linkage.services import MOST_LISTS, HandedList
from thoes.ui.forms import Fieldset, FileDrop, Form


def _name_field(**kwargs: Any) -> forms.CharField:
    return forms.CharField(
        max_length=LONGEST_LIST_NAME,
        help_text=_(
            "One or two words, for example “payroll”. It stands above the counts; the name of the file is not kept."
        ),
        **kwargs,
    )


def _file_field(**kwargs: Any) -> forms.FileField:
    return forms.FileField(
        help_text=_("An Excel file (xlsx), an OpenDocument sheet (ods) or a CSV file, as you have it."),
        widget=FileDrop({"accept": ".xlsx,.ods,.csv,.txt,.tsv"}),
        allow_empty_file=True,
        **kwargs,
    )


class ListForm(Form):
    """One more list for a linkage."""

    name = _name_field(label=_("What the list is called"))
    file = _file_field(label=_("The list"))

    def handed(self) -> HandedList:
        return HandedList(self.cleaned_data["name"], self.cleaned_data["file"])


class LinkageForm(Form):
    """What is linked and what for, with two lists or three."""

    title = forms.CharField(label=_("Name of this linkage"), max_length=LONGEST_TITLE)
    purpose = forms.CharField(
        label=_("What do you link these lists for, and on what ground?"),
        help_text=_("It is kept with the result. Name the question, and the agreement or decision by "
                    "which you may use these lists."),
        max_length=LONGEST_PURPOSE,
        widget=forms.Textarea({"rows": 3}),
    )  # fmt: skip
    name_1 = _name_field(label=_("What the first list is called"))
    file_1 = _file_field(label=_("The first list"))
    name_2 = _name_field(label=_("What the second list is called"))
    file_2 = _file_field(label=_("The second list"))
    name_3 = _name_field(label=_("What the third list is called"), required=False)
    file_3 = _file_field(label=_("The third list"), required=False)
    fieldsets = (
        Fieldset(_("What for"), ("title", "purpose")),
        Fieldset(_("The first list"), ("name_1", "file_1")),
        Fieldset(_("The second list"), ("name_2", "file_2")),
        Fieldset(_("A third list, if you have one"), ("name_3", "file_3")),
    )

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if cleaned.get("file_3") and not cleaned.get("name_3") and "name_3" not in self.errors:
            self.add_error("name_3", _("Write what the third list is called."))
        if cleaned.get("name_3") and not cleaned.get("file_3") and "file_3" not in self.errors:
            self.add_error("file_3", _("Choose the third list, or leave its name empty."))
        return cleaned

    def handed(self) -> list[HandedList]:
        """The lists that were handed over."""
        said = self.cleaned_data
        return [
            HandedList(said[f"name_{at}"], said[f"file_{at}"])
            for at in range(1, MOST_LISTS + 1)
            if said.get(f"file_{at}") is not None
        ]
