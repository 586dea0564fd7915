"""Forms of plans, steps and the dialogue. What nobody knows yet may stay empty."""

from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from thoes.pipeline.models import Initiative, InitiativePhase, Topic
from thoes.pipeline.services import PlanFacts, PlannedUnits
from thoes.ui.forms import DayField, Fieldset, Form, Grid, in_unit

YES_NO = [("", _("Not known")), ("yes", _("Yes")), ("no", _("No"))]
WORDS = {True: "yes", False: "no", None: ""}
_VALUES = {word: value for value, word in WORDS.items()}
_PARTS = {
    "short_beds": ("short", "", "beds"),
    "short_dwellings": ("short", "", "dwellings"),
    "mid_beds": ("mid", "", "beds"),
    "mid_dwellings": ("mid", "", "dwellings"),
    "rent_beds": ("long", "rent", "beds"),
    "rent_dwellings": ("long", "rent", "dwellings"),
    "sale_dwellings": ("long", "sale", "dwellings"),
}


def answer_of(word: str) -> bool | None:
    """What a choice of `YES_NO` means."""
    return _VALUES[word]


def _number(label: Any) -> forms.IntegerField:
    return forms.IntegerField(label=label, min_value=0, max_value=10_000, required=False)


def kilometres(label: Any, **kwargs: Any) -> forms.DecimalField:
    """A distance, to a tenth of a kilometre."""
    field = forms.DecimalField(
        label=label, min_value=0, max_value=999, max_digits=5, decimal_places=1, required=False, localize=True, **kwargs
    )
    return in_unit(field, _("km"))


class PlanForm(Form):
    """A plan for housing."""

    fieldsets = (
        Fieldset(_("The plan"), ("title", "municipality", "place")),
        Grid(
            _("How many places"),
            (_("Beds"), _("Dwellings")),
            (
                (_("Short stay"), ("short_beds", "short_dwellings")),
                (_("Mid stay"), ("mid_beds", "mid_dwellings")),
                (_("Long stay, (social) rent"), ("rent_beds", "rent_dwellings")),
                (_("Long stay, for sale"), ("", "sale_dwellings")),
            ),
        ),
        Fieldset(_("When"), ("expected_on", "chance"), are_short=True),
        Fieldset(_("Who is behind it"), ("provider", "initiator", "private_initiator", "site")),
        Fieldset(_("Building"), ("is_reuse", "in_built_up_area", "will_have_quality_label"), are_short=True),
        Fieldset(_("Distances"), ("km_to_work", "km_to_shops", "km_to_stop"), are_short=True),
    )
    title = forms.CharField(label=_("Name of the plan"), max_length=120)
    municipality = forms.ChoiceField(label=_("Municipality"))
    place = forms.CharField(
        label=_("Where"), max_length=120, help_text=_("A street or neighbourhood, without a house number.")
    )
    short_beds = _number(_("Short stay: beds"))
    short_dwellings = _number(_("Short stay: dwellings"))
    mid_beds = _number(_("Mid stay: beds"))
    mid_dwellings = _number(_("Mid stay: dwellings"))
    rent_beds = _number(_("Long stay, (social) rent: beds"))
    rent_dwellings = _number(_("Long stay, (social) rent: dwellings"))
    sale_dwellings = _number(_("Long stay, for sale: dwellings"))
    provider = forms.ChoiceField(label=_("Housing provider"), required=False)
    site = forms.ChoiceField(
        label=_("The site that it became"), required=False, help_text=_("Fill this in once the plan is open.")
    )
    initiator = forms.CharField(
        label=_("Business behind the plan, if it is no housing provider in Thoes"), max_length=120, required=False
    )
    private_initiator = forms.CharField(
        label=_("Private person behind the plan"),
        max_length=120,
        required=False,
        help_text=_("Only the municipality and the housing provider of the plan read this name, never the province."),
    )
    is_reuse = forms.ChoiceField(label=_("Does it use vacant property again?"), choices=YES_NO, required=False)
    in_built_up_area = forms.ChoiceField(label=_("Is it inside the built-up area?"), choices=YES_NO, required=False)
    expected_on = DayField(label=_("Expected to open on"), required=False)
    chance = in_unit(
        forms.IntegerField(
            label=_("Chance that it opens"),
            min_value=0,
            max_value=100,
            required=False,
            help_text=_(
                "Leave it empty when you cannot say. The plan then counts in full, and not in the weighted sum."
            ),
        ),
        "%",
    )
    km_to_work = kilometres(_("Distance to work"))
    km_to_shops = kilometres(_("Distance to shops"))
    km_to_stop = kilometres(_("Distance to a bus stop or station"))
    will_have_quality_label = forms.ChoiceField(
        label=_("Will it have a quality label?"), choices=YES_NO, required=False
    )
    summary = forms.CharField(
        label=_("In a few sentences"),
        max_length=2_000,
        required=False,
        widget=forms.Textarea({"rows": 4}),
        help_text=_("Write about the plan, never about a person."),
    )
    nonce = forms.UUIDField(widget=forms.HiddenInput, required=False)

    def __init__(
        self,
        *args: Any,
        towns: list[tuple[str, str]],
        providers: list[tuple[str, str]],
        sites: list[tuple[str, str]],
        own: bool,
        **kwargs: Any,
    ) -> None:
        """`own`: a housing provider proposes, and neither names itself nor says what the chance is."""
        super().__init__(*args, **kwargs)
        self.fields["municipality"].choices = [("", _("Choose a municipality")), *towns]  # type: ignore[attr-defined]
        self.fields["provider"].choices = [("", _("None, or not known")), *providers]  # type: ignore[attr-defined]
        self.fields["site"].choices = [("", _("None yet")), *sites]  # type: ignore[attr-defined]
        if own:
            for name in ("provider", "site", "initiator", "private_initiator", "chance"):
                del self.fields[name]
        elif len(towns) == 1:
            del self.fields["municipality"]

    @staticmethod
    def initial_of(plan: Initiative, private: str) -> dict[str, Any]:
        """What stands in the form when a plan is changed."""
        same = (
            "title", "place", "initiator", "chance", "expected_on", "km_to_work", "km_to_shops", "km_to_stop", "summary",
        )  # fmt: skip
        parts = {(part.stay, part.tenure): part for part in plan.parts.all()}
        return (
            {name: getattr(plan, name) for name in same}
            | {name: WORDS[getattr(plan, name)] for name in ("is_reuse", "in_built_up_area", "will_have_quality_label")}
            | {
                name: getattr(parts[stay, tenure], what)
                for name, (stay, tenure, what) in _PARTS.items()
                if (stay, tenure) in parts
            }
            | {
                "municipality": plan.municipality_id,
                "provider": str(plan.provider_id or ""),
                "site": str(plan.site_id or ""),
                "private_initiator": private,
            }
        )

    def facts(self) -> PlanFacts:
        """What was filled in; only after `is_valid`."""
        data = self.cleaned_data
        kinds: dict[tuple[str, str], dict[str, int]] = {}
        for name, (stay, tenure, what) in _PARTS.items():
            kinds.setdefault((stay, tenure), {"beds": 0, "dwellings": 0})[what] = data[name] or 0
        provider, site = data.get("provider", ""), data.get("site", "")
        return PlanFacts(
            title=data["title"],
            place=data["place"],
            parts=tuple(PlannedUnits(stay, tenure, **numbers) for (stay, tenure), numbers in kinds.items()),
            initiator=data.get("initiator", ""),
            private_initiator=data.get("private_initiator", ""),
            provider_id=UUID(provider) if provider else None,
            site_id=UUID(site) if site else None,
            is_reuse=answer_of(data["is_reuse"]),
            in_built_up_area=answer_of(data["in_built_up_area"]),
            chance=data.get("chance"),
            expected_on=data["expected_on"],
            km_to_work=data["km_to_work"],
            km_to_shops=data["km_to_shops"],
            km_to_stop=data["km_to_stop"],
            will_have_quality_label=answer_of(data["will_have_quality_label"]),
            summary=data["summary"],
        )


class PhaseForm(Form):
    """Into which phase a plan came."""

    phase = forms.ChoiceField(label=_("New phase"), choices=InitiativePhase.choices)
    from_date = DayField(label=_("Since"))
    reason = forms.CharField(
        label=_("Why"),
        max_length=300,
        required=False,
        help_text=_("Needed when the plan goes back, is dropped, or is taken up again."),
    )


class StepForm(Form):
    """Something to do."""

    title = forms.CharField(label=_("What has to be done"), max_length=120)
    due_on = DayField(label=_("Due by"), required=False)
    nonce = forms.UUIDField(widget=forms.HiddenInput)


class MeetingForm(Form):
    """An invitation to neighbours."""

    held_on = DayField(label=_("Day of the meeting"))
    place = forms.CharField(label=_("Where"), max_length=120)
    invited = forms.CharField(
        label=_("Who is invited"), max_length=200, help_text=_("For example: everybody within 300 metres. No names.")
    )
    households = _number(_("How many households were invited"))
    visitors = _number(_("How many people came"))
    nonce = forms.UUIDField(widget=forms.HiddenInput)


class QuestionForm(Form):
    """What neighbours asked."""

    topic = forms.ChoiceField(label=_("What it is about"), choices=Topic.choices)
    text = forms.CharField(
        label=_("The question"),
        max_length=500,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("Write down what was asked, not who asked it."),
    )
    asked_on = DayField(label=_("Asked on"))
    nonce = forms.UUIDField(widget=forms.HiddenInput)


class AnswerForm(Form):
    """The answer to a question."""

    answer = forms.CharField(label=_("The answer"), max_length=1_000, widget=forms.Textarea({"rows": 5}))
    answered_on = DayField(label=_("Answered on"))


class AgreementForm(Form):
    """What was agreed with neighbours."""

    text = forms.CharField(label=_("What was agreed"), max_length=500, widget=forms.Textarea({"rows": 3}))
    agreed_on = DayField(label=_("Agreed on"))
    due_on = DayField(label=_("To be kept by"), required=False)
    nonce = forms.UUIDField(widget=forms.HiddenInput)


class KeptForm(Form):
    """Whether an agreement is kept."""

    kept = forms.ChoiceField(
        label=_("Is it kept?"), choices=[("yes", _("Yes")), ("no", _("No"))], widget=forms.RadioSelect
    )
    looked_on = DayField(label=_("Looked on"))


class CompanyForm(Form):
    """A company that comes or grows."""

    company = forms.CharField(label=_("Company"), max_length=120)
    workers = forms.IntegerField(
        label=_("Workers from abroad who need a bed"), min_value=0, max_value=100_000, required=False
    )
    opens_on = DayField(label=_("Opens on"), required=False)
    note = forms.CharField(label=_("Note"), max_length=500, required=False, widget=forms.Textarea({"rows": 3}))
    nonce = forms.UUIDField(widget=forms.HiddenInput, required=False)


class LinkForm(Form):
    """Beds of a plan that are meant for a company."""

    plan = forms.ChoiceField(label=_("Plan"))
    beds = forms.IntegerField(label=_("Beds and dwellings for this company"), min_value=1, max_value=10_000)

    def __init__(self, *args: Any, plans: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["plan"].choices = plans  # type: ignore[attr-defined]
