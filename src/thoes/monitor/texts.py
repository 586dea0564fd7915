"""The sentences that explain what the monitor refuses, and the words of its answers."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from thoes.monitor.domain.need import LIMBURG, NeedRow
from thoes.monitor.sources import NumberConfidence

REFUSAL_TEXTS = {
    "scenario_name_taken": _("Your organisation has a scenario of this name already. Choose another name."),
    "scenario_answers_wrong": _(
        "Something that was filled in is not right. Correct it where it is marked, and save again."
    ),
    "scenario_not_yours": _("This scenario was not found among those of your organisation. Go back to the list."),
    "scenario_without_name": _("Give the scenario a name, by which others of your organisation will know it."),
    "scenario_unknown": _("There is no scenario %(scenario)s. Choose one of these: %(known)s."),
    "scenario_file_wrong": _("The file %(file)s is no scenario: %(why)s. Correct it and try again."),
    "need_year_unknown": _(
        "The scenario %(scenario)s says nothing of %(year)s. Choose a year from %(first)s up to and including %(last)s."
    ),
    "population_place_unknown": _(
        "There are no population figures of %(place)s. Choose a municipality or region of Limburg."
    ),
    "population_year_unknown": _(
        "There are no population figures of %(place)s in %(year)s. Choose a year from %(first)s up to and including %(last)s."
    ),
    "retention_must_fall": _(
        "How many are still here must fall as time goes on, from below one to above nothing. Correct the shares."
    ),
    "growth_below_leaving": _(
        "Arrivals shrink faster here than people leave, so who is here now cannot have come that way. "
        "Fill in a growth that is higher."
    ),
    "too_few_years": _("%(years)s years are too few to see how arrivals go up and down. Take %(least)s or more."),
}

REGION_TEXTS: dict[str, Any] = {
    "noord": _("Noord-Limburg"),
    "midden": _("Midden-Limburg"),
    "zuid": _("Zuid-Limburg"),
    LIMBURG: _("Limburg"),
}
ROW_TEXTS: dict[NeedRow, Any] = {
    NeedRow.SHORT: _("Short stay"),
    NeedRow.MID: _("Mid stay"),
    NeedRow.LONG: _("Long stay, rent and sale together"),
    NeedRow.LONG_RENT: _("Long stay, (social) rent"),
    NeedRow.LONG_OWN: _("Long stay, for sale"),
    NeedRow.TOTAL: _("Total"),
}
CONFIDENCE_TEXTS: dict[NumberConfidence, Any] = {
    NumberConfidence.COUNTED: _("counted in a register"),
    NumberConfidence.PUBLISHED: _("estimate of a bureau"),
    NumberConfidence.SECOND_HAND: _("estimate of a bureau, as somebody else quotes it"),
    NumberConfidence.DERIVED: _("worked out by us from published numbers"),
    NumberConfidence.ASSUMED: _("assumption of ours"),
}
