"""What if: the questions that a link holds, and the change that they make."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from thoes.monitor.domain.scenarios import REGIONS
from thoes.monitor.domain.what_if import Change
from thoes.monitor.scenario_files import NAMES, NamedScenario, scenario_named
from thoes.monitor.texts import REGION_TEXTS
from thoes.monitor.web.words import said
from thoes.places.public import Municipality
from thoes.ui.forms import Fieldset, Form, in_unit

MOST_WORKERS = 20_000


def _part(label: Any, help_text: Any) -> forms.IntegerField:
    field = forms.IntegerField(
        label=label, help_text=help_text, min_value=-90, max_value=200, required=False, initial=0
    )
    return in_unit(field, _("percent"))


def _number(label: Any, help_text: Any) -> forms.IntegerField:
    return forms.IntegerField(
        label=label, help_text=help_text, min_value=0, max_value=MOST_WORKERS, required=False, initial=0
    )


def _year(label: Any) -> forms.TypedChoiceField:
    return forms.TypedChoiceField(label=label, coerce=int, required=False, empty_value=None)


def _place(label: Any) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, required=False)


@dataclass(frozen=True, slots=True)
class Asked:
    """A scenario and what is different in it."""

    named: NamedScenario
    change: Change


class WhatIfForm(Form):
    """Everything stands in the address. What is left empty changes nothing; a year that is empty is the first."""

    fieldsets = (
        Fieldset(_("Starting from"), ("scenario", "year"), are_short=True),
        Fieldset(_("Who comes and who stays"), ("arrivals", "leaving"), are_short=True),
        Fieldset(
            _("A company that comes, such as a distribution centre"), ("workers", "place", "opens"), are_short=True
        ),
        Fieldset(_("A site that closes"), ("beds", "beds_place", "closes"), are_short=True),
    )

    scenario = forms.ChoiceField(label=_("Scenario"))
    year = _year(_("Changes from January of"))
    arrivals = _part(_("More people who come"), _("Against the scenario; below 0 is fewer."))
    leaving = _part(
        _("More people who leave"), _("10 is: in a month ten in a hundred more leave. Below 0 they stay longer.")
    )
    workers = _number(_("Workers there"), _("Who leaves is replaced."))
    place = _place(_("Where it comes"))
    opens = _year(_("Opens in"))
    beds = _number(_("Beds that go"), _("Who sleeps there needs another place."))
    beds_place = _place(_("Where it closes"))
    closes = _year(_("Closes in"))

    def __init__(self, data: Mapping[str, Any], *, this_year: int) -> None:
        scenario = data.get("scenario") if data.get("scenario") in NAMES else NAMES[0]
        self.named = scenario_named(str(scenario))
        within = self.named.scenario
        self.first = min(max(this_year + 1, within.start), within.until - 1)
        # The years stand in the address, so that a link says the same next year.
        filled = dict.fromkeys(("year", "opens", "closes"), str(self.first)) | {"scenario": scenario}
        super().__init__(filled | {name: value for name, value in data.items() if value}, auto_id="%s")
        years = [(year, str(year)) for year in range(within.start, within.until + 1)]
        choices = self.fields["scenario"]
        choices.choices = [(name, said(scenario_named(name).title)) for name in NAMES]  # type: ignore[attr-defined]
        for name in ("year", "opens", "closes"):
            self.fields[name].choices = years[:-1]  # type: ignore[attr-defined]
        self.regions = _regions_by_place()
        for name in ("place", "beds_place"):
            self.fields[name].choices = _places(self.regions)  # type: ignore[attr-defined]

    def answers(self) -> dict[str, str]:
        """What makes the address of this answer, by the name of each question; only after `is_valid`."""
        return {name: str(value) for name, value in self.cleaned_data.items() if value}

    def asked(self) -> Asked:
        """Only after `is_valid`."""
        given, first = self.cleaned_data, self.cleaned_data["year"] or self.first
        return Asked(
            self.named,
            Change(
                year=first,
                arrivals=given["arrivals"] or 0,
                leaving=given["leaving"] or 0,
                workers=given["workers"] or 0,
                work_region=self.regions[given["place"] or REGIONS[0]],
                work_year=given["opens"] or first,
                beds=given["beds"] or 0,
                beds_region=self.regions[given["beds_place"] or REGIONS[0]],
                beds_year=given["closes"] or first,
            ),
        )


def _regions_by_place() -> dict[str, str]:
    """The region of each region and municipality, by its code."""
    towns = Municipality.objects.filter(region__in=REGIONS).values_list("pk", "region_id")
    return {**{region: region for region in REGIONS}, **dict(towns)}


def _places(regions: Mapping[str, str]) -> list[tuple[Any, list[tuple[str, Any]]]]:
    names = dict(Municipality.objects.filter(pk__in=regions).order_by("name").values_list("pk", "name"))
    return [
        (
            REGION_TEXTS[region],
            [
                (region, REGION_TEXTS[region]),
                *((code, name) for code, name in names.items() if regions[code] == region),
            ],
        )
        for region in REGIONS
    ]
