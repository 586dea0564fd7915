"""The forms of a breach or an exercise."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from thoes.accountability.breach_scope import activities_to_choose, tables_to_choose
from thoes.accountability.models import Scope
from thoes.accountability.page_names import page_name
from thoes.accounts.public import Actor, names_of_users, roles_of_members
from thoes.ui.forms import DayField, Form


class MomentInput(forms.DateTimeInput):
    """The browser's own calendar with a clock."""

    input_type = "datetime-local"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%dT%H:%M")


class BreachForm(Form):
    """What happened, since when it is known, and what may have leaked. Whom it is about, Thoes counts."""

    is_exercise = forms.TypedChoiceField(
        label=_("Is this real?"),
        choices=[("exercise", _("An exercise: nothing leaked")), ("real", _("A real breach, or it may be one"))],
        coerce=lambda value: value == "exercise",
        widget=forms.RadioSelect,
    )
    what_happened = forms.CharField(
        label=_("What happened?"),
        help_text=_("In some words. Name no worker, and no BSN."),
        max_length=2_000,
        widget=forms.Textarea({"rows": 4}),
    )
    known_at = forms.DateTimeField(
        label=_("Since when do you know it?"),
        help_text=_("The clock for the notification runs from this moment."),
        input_formats=["%Y-%m-%dT%H:%M", "%d-%m-%Y %H:%M"],
        widget=MomentInput,
    )
    scope = forms.ChoiceField(label=_("What may have leaked?"), choices=Scope.choices, widget=forms.RadioSelect)
    account = forms.ChoiceField(
        label=_("Which account?"), help_text=_("Only when you chose one account."), required=False
    )
    file = forms.ChoiceField(
        label=_("Which page or file?"), help_text=_("Only when you chose one page or file."), required=False
    )
    table = forms.ChoiceField(label=_("Which table?"), help_text=_("Only when you chose one table."), required=False)
    since = DayField(label=_("From"), required=False)
    until = DayField(label=_("Up to and including"), required=False)
    nonce = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        names = names_of_users(roles_of_members(actor.organisation_id))
        none = [("", "–")]
        self._choose("account", none + sorted(((str(i), n) for i, n in names.items()), key=lambda choice: choice[1]))
        self._choose("file", none + [(code, page_name(code)) for code in activities_to_choose(actor)])
        self._choose(
            "table", none + [(table.name, f"{table.about} ({table.name})") for table in tables_to_choose(actor)]
        )

    def _choose(self, field: str, choices: list[tuple[str, str]]) -> None:
        self.fields[field].choices = choices  # type: ignore[attr-defined]


class NoteForm(Form):
    """What was done in a step."""

    note = forms.CharField(label=_("Note"), max_length=500, required=False)


class ResultForm(Form):
    """What came of it."""

    result = forms.CharField(
        label=_("What was the outcome?"),
        help_text=_("What was decided and why, what was told to whom, and what must change. Name no worker."),
        max_length=2_000,
        widget=forms.Textarea({"rows": 4}),
    )
