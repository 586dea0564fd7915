"""The sentences that explain what the pipeline refuses, and the words of its answers."""

from django.utils.translation import gettext_lazy as _

from thoes.pipeline.domain.concurrent_delivery import ConcurrentDelivery
from thoes.pipeline.domain.location import LocationOutcome, Subject
from thoes.pipeline.domain.need import NeedKind, Scenario

REFUSAL_TEXTS = {
    "plan_not_yours": _(
        "We do not know this plan, or it is not one of yours. Go back to the list and choose it there."
    ),
    "plan_brings_nothing": _("Fill in how many beds or dwellings this plan brings. A careful guess is fine."),
    "phase_is_the_same": _("The plan is in this phase already. Choose another one."),
    "phase_needs_reason": _("Say in a few words why the plan goes back or stops. Others will want to know."),
    "phase_before_last": _("The plan came into its last phase on %(since)s. Choose that day or a later one."),
    "phase_in_future": _("This day has not come yet. Give a step with a date for what is still to happen."),
    "done_in_future": _("This day has not come yet. Fill in the day on which it really happened."),
    "asked_after_answer": _("The answer is older than the question. Correct one of the two days."),
    "company_not_yours": _("We do not know this company, or it is not in your municipality. Go back to the list."),
    "plan_elsewhere": _("This plan was not found among the plans of your municipality. Choose it from the list."),
    "too_many_linked": _("This plan has %(free)s beds and dwellings left to link. Choose that number or a lower one."),
    "adopted_without_day": _("Fill in the day of adoption only for a policy that is adopted."),
    "plan_site_elsewhere": _("This site was not found in your municipality. Choose one from the list."),
    "town_not_known": _("We do not know this municipality. Choose one from the list."),
}

OUTCOME_TEXTS = {
    LocationOutcome.FITS: _("Fits"),
    LocationOutcome.DOES_NOT_FIT: _("Does not fit"),
    LocationOutcome.FACT_UNKNOWN: _("Not filled in"),
    LocationOutcome.NO_RULE: _("No rule known"),
}
OUTCOME_TONES = {
    LocationOutcome.FITS: "ok",
    LocationOutcome.DOES_NOT_FIT: "error",
    LocationOutcome.FACT_UNKNOWN: "warning",
    LocationOutcome.NO_RULE: "neutral",
}
SUBJECT_TEXTS = {
    Subject.AREA: _("Inside or outside the built-up area"),
    Subject.WORK: _("Distance to work"),
    Subject.SHOPS: _("Distance to shops"),
    Subject.STOP: _("Distance to a bus stop or station"),
    Subject.BEDS: _("Number of beds"),
    Subject.QUALITY_LABEL: _("Quality label (SNF or AKF)"),
}
CONCURRENT_DELIVERY_TEXTS = {
    ConcurrentDelivery.IN_TIME: _("Beds in time"),
    ConcurrentDelivery.TOO_FEW: _("Too few beds"),
    ConcurrentDelivery.TOO_LATE: _("Beds too late"),
    ConcurrentDelivery.UNKNOWN: _("Not known yet"),
}
CONCURRENT_DELIVERY_TONES = {
    ConcurrentDelivery.IN_TIME: "ok",
    ConcurrentDelivery.TOO_FEW: "error",
    ConcurrentDelivery.TOO_LATE: "warning",
    ConcurrentDelivery.UNKNOWN: "neutral",
}

KIND_TEXTS = {
    NeedKind.SHORT: _("Short stay"),
    NeedKind.MID: _("Mid stay"),
    NeedKind.RENT: _("Long stay, (social) rent"),
    NeedKind.SALE: _("Long stay, for sale"),
}
SCENARIO_TEXTS = {
    Scenario.BASE: _("Base scenario"),
    Scenario.STRONG: _("Strong recovery"),
}
