"""Forms of the night register: what to look at, and what for."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from thoes.foundation.refusal_texts import explain
from thoes.housing.public import Site
from thoes.kernel.bsn import contains_bsn
from thoes.kernel.refusals import Refusal
from thoes.register.domain.night_register import Period, period_of
from thoes.register.supervising_tasks import REASONS
from thoes.ui.forms import DayField, Form
from thoes.ui.refusals import show_in


class TaskForm(Form):
    """What the register is looked at for; asked once per task."""

    reason = forms.ChoiceField(
        label=_("What do you need it for?"), choices=list(REASONS.items()), widget=forms.RadioSelect
    )
    reference = forms.CharField(
        label=_("Your reference"),
        help_text=_("A case number or a few words, without anybody's name. It is recorded with every access."),
        max_length=100,
    )

    def clean_reference(self) -> str:
        reference: str = self.cleaned_data["reference"].strip()
        if contains_bsn(reference):
            raise forms.ValidationError(explain(Refusal("bsn_not_allowed")))
        return reference


class SelectionForm(Form):
    """Which sites, which nights, and as known when. Filled from the address, so that it can be bookmarked."""

    site = forms.ModelMultipleChoiceField(
        label=_("Sites"),
        queryset=Site.objects.none(),
        error_messages={
            "required": _("Choose at least one site."),
            "invalid_choice": _("This site is not in your area."),
        },
    )
    every = forms.BooleanField(label=_("All sites of this list, on every page of it"), required=False)
    first = DayField(label=_("First night"))
    last = DayField(label=_("Last night"), help_text=_("A night carries the date of its evening."))
    known_on = DayField(
        label=_("As we knew it at the end of"),
        required=False,
        help_text=_("Corrections made after that day are left out."),
    )

    def __init__(self, *args: Any, sites: Sequence[Site], tonight: date, now: datetime, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.tonight, self.now = tonight, now
        self.fields["site"].queryset = Site.objects.filter(  # type: ignore[attr-defined]
            pk__in=[site.pk for site in sites]
        ).select_related("provider", "municipality")
        for name in ("first", "last"):
            self.fields[name].initial = tonight - timedelta(days=1)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("first") and data.get("last"):
            try:
                data["period"] = period_of(data["first"], data["last"], tonight=self.tonight)
            except Refusal as refusal:
                show_in(self, refusal)
        known_on = data.get("known_on")
        if known_on and known_on > self.now.date():
            show_in(self, Refusal("known_ahead", field="known_on"))
        return data

    @property
    def period(self) -> Period:
        """The chosen nights; only after the form was found valid."""
        period: Period = self.cleaned_data["period"]
        return period

    @property
    def known_at(self) -> datetime | None:
        """The end of the chosen day, or None for what is known now."""
        day = self.cleaned_data.get("known_on")
        if day is None or day >= self.now.date():
            return None
        return timezone.make_aware(datetime.combine(day, time.max))
