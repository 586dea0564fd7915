"""What `pipeline` says of itself. A private person behind a plan never leaves its municipality."""

from functools import partial

from django.utils.translation import gettext_lazy as _

from thoes.accounts.public import STAFF
from thoes.foundation.modules import (
    MenuItem,
    Module,
    RowPolicy,
    Table,
    acting_kind,
    all_of,
    any_of,
    own_organisation,
    own_territory,
    where,
    who_may,
    with_seen,
)
from thoes.housing.public import HOLDER, HOUSING_PERMITS
from thoes.pipeline.models import (
    Acquisition,
    AcquisitionBeds,
    Agreement,
    EffortAgreement,
    Initiative,
    Meeting,
    MunicipalPolicy,
    PhaseChange,
    PlannedPart,
    PlanStep,
    PrivateInitiator,
    Question,
)
from thoes.pipeline.permissions import MANAGE_EFFORTS, MANAGE_PIPELINE, NEIGHBOUR, PROPOSE_HOUSING, SEE_PIPELINE
from thoes.pipeline.shredders import EndedPlans
from thoes.pipeline.texts import REFUSAL_TEXTS

_OWN = own_organisation("provider_id")
_HERE = own_territory(for_=(HOUSING_PERMITS,))
_PROVINCE = acting_kind("province", for_=(HOUSING_PERMITS,))
# A supervisor of the municipality sees housing for the same purpose, and keeps no plans.
_KEPT = any_of(all_of(_OWN, who_may(PROPOSE_HOUSING)), all_of(_HERE, who_may(MANAGE_PIPELINE)))
# What hangs on a plan is seen with it: the sub-select runs under the policy of plans itself.
_SEEN = with_seen("initiative_id", "pipeline_initiative")
_WRITABLE = where("initiative_id", "pipeline_initiative", _KEPT)
_WITH_PLAN = RowPolicy(_SEEN, _WRITABLE, "Seen with the plan; the province only reads")
_NEVER_FOR_PROVINCE = RowPolicy(_WRITABLE, _WRITABLE, "May be about a private person: never for the province")

BY_PROPOSER = _("The municipality, or the housing provider who proposes")
BY_MUNICIPALITY = _("The municipality")

_table = partial(
    Table, subjects=(STAFF,), purposes=(HOUSING_PERMITS,), origin=BY_PROPOSER, seen_with=(SEE_PIPELINE, PROPOSE_HOUSING)
)

_TABLES = (
    _table(
        Initiative,
        _("A plan for housing"),
        subjects=(HOLDER, STAFF),
        policy=RowPolicy(
            any_of(_OWN, _HERE, _PROVINCE),
            _KEPT,
            "The housing provider whose plan it is, the municipality, and the province, which only reads",
        ),
    ),
    _table(
        PrivateInitiator,
        _("The private person behind a plan"),
        subjects=(HOLDER,),
        policy=_NEVER_FOR_PROVINCE,
    ),
    _table(PlannedPart, _("What a plan holds, in beds"), policy=_WITH_PLAN),
    _table(PhaseChange, _("A plan went to another phase"), policy=_WITH_PLAN),
    _table(PlanStep, _("Something to do for a plan"), policy=_WITH_PLAN),
    _table(
        Acquisition,
        _("A company that comes, which may be secret"),
        origin=BY_MUNICIPALITY,
        seen_with=(SEE_PIPELINE,),
        policy=RowPolicy(
            any_of(_HERE, _PROVINCE),
            all_of(_HERE, who_may(MANAGE_PIPELINE)),
            "What a company plans may be secret: the municipality, and the province, which only reads",
        ),
    ),
    _table(
        AcquisitionBeds,
        _("Which plan has beds for a company"),
        origin=BY_MUNICIPALITY,
        seen_with=(SEE_PIPELINE,),
        policy=RowPolicy(
            with_seen("acquisition_id", "pipeline_acquisition"),
            where("acquisition_id", "pipeline_acquisition", all_of(_HERE, who_may(MANAGE_PIPELINE))),
            "Seen with the company",
        ),
    ),
    _table(Meeting, _("A meeting with neighbours"), policy=_WITH_PLAN),
    _table(
        Question,
        _("A question of neighbours, and the answer"),
        subjects=(NEIGHBOUR, STAFF),
        origin=_("Neighbours, written down by the municipality or the housing provider"),
        policy=_NEVER_FOR_PROVINCE,
    ),
    _table(Agreement, _("What was agreed with neighbours"), subjects=(NEIGHBOUR, STAFF), policy=_WITH_PLAN),
    _table(MunicipalPolicy, _("What a municipality allows"), origin=BY_MUNICIPALITY),
    _table(
        EffortAgreement,
        _("What province and municipality agreed"),
        origin=_("The province or the municipality"),
        seen_with=(MANAGE_EFFORTS,),
    ),
)


MODULE = Module(
    name="pipeline",
    permissions=(SEE_PIPELINE, MANAGE_PIPELINE, PROPOSE_HOUSING, MANAGE_EFFORTS),
    subjects=(NEIGHBOUR,),
    menu=(
        MenuItem(_("Plans"), "pipeline:plans", SEE_PIPELINE, order=35, icon="home"),
        MenuItem(_("Need"), "pipeline:need", SEE_PIPELINE, order=36, icon="list"),
    ),
    tables=_TABLES,
    shredders=(EndedPlans(),),
    named=("plan", "company", "effort"),
    refusals=REFUSAL_TEXTS,
)
