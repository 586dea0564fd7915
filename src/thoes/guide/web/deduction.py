"""The calculator of the deduction for housing: for everybody, without logging in. Nothing of it is kept or logged."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.text import format_lazy
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from thoes.accounts.public import keeps_nothing
from thoes.foundation.refusal_texts import explain
from thoes.guide.amounts import in_words
from thoes.kernel.refusals import Refusal
from thoes.rules.housing_deduction import ADULT_AGE, AGES, Condition, DeductionDecision, WorkedWeek, housing_deduction
from thoes.rules.loading import CONFIDENCE_WORDS, Confidence, UsedParameter, rule_book
from thoes.ui.forms import DayField, Fieldset, Form, Grid, in_unit

_WEEKS = 5
_YES_NO = [("", _("Not known")), ("yes", _("Yes")), ("no", _("No"))]
_VALUES = {"yes": True, "no": False, "": None}
_SHORT_WEEKS = (8, 16, 24, 32, 40)
_CONDITION_TEXTS = {
    Condition.QUALITY: _("The dwelling is of a housing association, or certified by SNF or AKF"),
    Condition.MANDATE: _("There is a written power of attorney with names, amount and costs"),
    Condition.LEASE_COPY: _("The employer has a copy of the lease"),
    Condition.NOT_POSTED: _("The worker is not posted from another EU country"),
}
_CONDITION_RULES = {
    Condition.QUALITY: "ded.housing.quality",
    Condition.MANDATE: "ded.housing.mandate",
    Condition.LEASE_COPY: "ded.housing.lease_copy",
    Condition.NOT_POSTED: "ded.housing.posted",
}


def _hours(label: Any, *, required: bool = False) -> forms.DecimalField:
    return forms.DecimalField(
        label=label, min_value=0, max_value=168, max_digits=5, decimal_places=2, required=required, localize=True
    )


def _week(number: int) -> Any:
    return format_lazy(_("Week {number}"), number=number)


class DeductionForm(Form):
    """A pay period of one to five weeks, and what is deducted for housing in it."""

    fieldsets = (
        Fieldset(_("Period and worker"), ("first_day", "age"), are_short=True),
        Grid(
            _("Hours worked"),
            (_("Hours"),),
            tuple((_week(number), (f"hours_{number}",)) for number in range(1, _WEEKS + 1)),
        ),
        Fieldset(_("Deduction"), ("asked",)),
        Fieldset(_("Conditions"), ("quality", "mandate", "lease_copy", "not_posted")),
    )

    first_day = DayField(label=_("First day of the pay period"))
    hours_1 = _hours(_("Hours worked in week 1"), required=True)
    hours_2 = _hours(_("Hours worked in week 2"))
    hours_3 = _hours(_("Hours worked in week 3"))
    hours_4 = _hours(_("Hours worked in week 4"))
    hours_5 = _hours(_("Hours worked in week 5"))
    age = forms.TypedChoiceField(
        label=_("Age of the worker"),
        coerce=int,
        choices=[(age, _("21 or older") if age == ADULT_AGE else str(age)) for age in AGES],
    )
    asked = in_unit(
        forms.DecimalField(
            label=_("Deducted for housing in this period"),
            min_value=0,
            max_value=100_000,
            max_digits=8,
            decimal_places=2,
            localize=True,
            help_text=_("Rent, energy and service costs together."),
        ),
        _("euros"),
    )
    quality = forms.ChoiceField(label=_CONDITION_TEXTS[Condition.QUALITY], choices=_YES_NO, required=False)
    mandate = forms.ChoiceField(label=_CONDITION_TEXTS[Condition.MANDATE], choices=_YES_NO, required=False)
    lease_copy = forms.ChoiceField(label=_CONDITION_TEXTS[Condition.LEASE_COPY], choices=_YES_NO, required=False)
    not_posted = forms.ChoiceField(label=_CONDITION_TEXTS[Condition.NOT_POSTED], choices=_YES_NO, required=False)

    def weeks(self) -> list[WorkedWeek]:
        """The weeks up to the last one with hours; one left empty before it had none. Only after `is_valid`."""
        data, first = self.cleaned_data, self.cleaned_data["first_day"]
        given = [data[f"hours_{number}"] for number in range(1, _WEEKS + 1)]
        last = max(index for index, hours in enumerate(given) if hours is not None)
        return [
            WorkedWeek(first + timedelta(weeks=index), hours or Decimal(0))
            for index, hours in enumerate(given[: last + 1])
        ]

    def decision(self) -> DeductionDecision:
        """What the rule says; refuses a day whose wage is not known."""
        conditions = {each: _VALUES[self.cleaned_data[each.value]] for each in Condition}
        return housing_deduction(
            self.weeks(), asked=self.cleaned_data["asked"], age=self.cleaned_data["age"], conditions=conditions
        )


@keeps_nothing
@require_http_methods(["GET", "POST"])
def deduction(request: HttpRequest) -> HttpResponse:
    """The form, and under a filled in one its answer. A rent may stand in the address, a worker never."""
    form = DeductionForm(request.POST or None, initial=_initial(request))
    context: dict[str, Any] = {"form": form}
    if request.method == "POST" and form.is_valid():
        try:
            decision = form.decision()
        except Refusal as refusal:
            form.add_error("first_day", explain(refusal))
        else:
            context |= {
                "decision": decision,
                "conditions": _conditions(decision),
                "sources": [_source(used) for used in decision.sources],
                "is_unverified": any(used.version.confidence is Confidence.UNVERIFIED for used in decision.sources),
                "short_weeks": _short_weeks(decision, form.cleaned_data["age"]),
            }
    answer = render(request, "guide/deduction.html", context)
    answer.headers["Cache-Control"] = "no-store"
    return answer


def _initial(request: HttpRequest) -> dict[str, Any]:
    today = timezone.localdate()
    found: dict[str, Any] = {"first_day": _monday(today)}
    rent = request.GET.get("rent", "")
    if rent.replace(".", "", 1).isascii() and rent.replace(".", "", 1).isdigit() and len(rent) <= 8:
        found["asked"] = Decimal(rent)
    return found


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def _conditions(decision: DeductionDecision) -> list[tuple[Any, str, str]]:
    """Each condition in words, how it stands, and the key of its rule."""
    state = dict.fromkeys(Condition, "met")
    state |= dict.fromkeys(decision.failing, "failing") | dict.fromkeys(decision.unknown, "unknown")
    return [(_CONDITION_TEXTS[each], state[each], _CONDITION_RULES[each]) for each in Condition]


def _source(used: UsedParameter) -> dict[str, Any]:
    language = "nl" if get_language() == "nl" else "en"
    version, parameter = used.version, rule_book().parameter(used.key)
    return {
        "key": used.key,
        "title": parameter.title.in_language(language),  # type: ignore[arg-type]
        "amount": in_words(parameter, version.value, language),
        "confidence": CONFIDENCE_WORDS[version.confidence].in_language(language),  # type: ignore[arg-type]
        "is_unverified": version.confidence is Confidence.UNVERIFIED,
    }


def _short_weeks(decision: DeductionDecision, age: int) -> list[tuple[int, Decimal, bool]]:
    """For some numbers of hours in the last week: the maximum of such a week, and whether its share of the rent fits."""
    day, rent = decision.weeks[-1].week.first_day, decision.asked / len(decision.weeks)
    found = []
    for hours in _SHORT_WEEKS:
        week = housing_deduction([WorkedWeek(day, Decimal(hours))], asked=rent, age=age, conditions={})
        found.append((hours, week.maximum, rent <= week.maximum))
    return found
