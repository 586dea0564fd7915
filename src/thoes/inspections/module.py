"""What `inspections` says of itself: who makes a check sees it, the other side once it was handed over."""

from functools import partial

from django.utils.translation import gettext_lazy as _

from thoes.accounts.public import STAFF
from thoes.foundation.modules import (
    MenuItem,
    Module,
    RowPolicy,
    Table,
    all_of,
    any_of,
    is_false,
    is_set,
    of_kind,
    own_organisation,
    own_territory,
    unset,
    where,
    with_seen,
)
from thoes.housing.public import HOUSING_PERMITS
from thoes.inspections import models
from thoes.inspections.permissions import CHECK_SITES
from thoes.inspections.shredders import INSPECTIONS, SELF_CHECKS
from thoes.inspections.texts import REFUSAL_TEXTS

_OWN = where("site_id", "housing_site", own_organisation("provider_id"))
_HERE = where("site_id", "housing_site", own_territory(for_=(HOUSING_PERMITS,)))
# An open check is for who makes it; the other side sees it once it was handed over. The province never does.
_MAKES = any_of(all_of(of_kind("kind", "self_check"), _OWN), all_of(of_kind("kind", "inspection"), _HERE))
_SEES_CHECK = any_of(_MAKES, all_of(is_set("handed_over_at"), any_of(_OWN, _HERE)))
# Asked as the same reader, so this finds the checks that the policy of the table of checks shows.
_WITH_CHECK = with_seen("check_id", "inspections_check")
_WITH_OPEN_CHECK = where("check_id", "inspections_check", all_of(unset("closed_at"), is_false("voided"), _MAKES))
_WITH_FINDING = with_seen("finding_id", "inspections_finding")

_table = partial(
    Table,
    subjects=(STAFF,),
    purposes=(HOUSING_PERMITS,),
    origin=_("The housing provider or the municipality"),
    seen_with=(CHECK_SITES,),
)

MODULE = Module(
    name="inspections",
    permissions=(CHECK_SITES,),
    menu=(MenuItem(_("Findings"), "inspections:findings", CHECK_SITES, order=31, icon="check"),),
    tables=(
        _table(
            models.Check,
            _("A check of a site with the list, by the housing provider itself or by the municipality"),
            policy=RowPolicy(
                _SEES_CHECK, _MAKES, "Who makes the check; the other side once it was handed over; never the province"
            ),
        ),
        _table(
            models.CheckAnswer,
            _("What was said of one item of a check"),
            policy=RowPolicy(
                _WITH_CHECK, _WITH_OPEN_CHECK, "Who sees the check; answers are only taken while it is open"
            ),
        ),
        _table(
            models.CheckStep,
            _("Something that was done with a check as a whole"),
            policy=RowPolicy(
                _WITH_CHECK, all_of(own_organisation(), _WITH_CHECK), "Who sees the check; each writes its own steps"
            ),
        ),
        _table(
            models.CheckPhoto,
            _("A photo of a building; the file lies beside the database, made anew and without where and with what"),
            policy=RowPolicy(
                _WITH_CHECK,
                all_of(own_organisation(), _WITH_CHECK),
                "Who sees the check; only who brought a photo removes it",
            ),
        ),
        _table(
            models.Finding,
            _("Something that is not in order at a site"),
            policy=RowPolicy(
                _WITH_CHECK, _WITH_CHECK, "Who sees the check: the housing provider answers, the municipality judges"
            ),
        ),
        _table(
            models.FindingStep,
            _("What was done about a finding"),
            policy=RowPolicy(
                _WITH_FINDING,
                all_of(own_organisation(), _WITH_FINDING),
                "Who sees the finding; each writes its own steps",
            ),
        ),
    ),
    shredders=(INSPECTIONS, SELF_CHECKS),
    refusals=REFUSAL_TEXTS,
)
