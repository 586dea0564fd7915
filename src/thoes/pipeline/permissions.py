"""Who works on plans for new housing."""

from django.utils.translation import gettext_lazy as _

from thoes.foundation.modules import Permission, Subject
from thoes.housing.public import ON_SITE, PERMIT_OFFICER, POLICY_ADVISER

NEIGHBOUR = Subject("neighbour", _("neighbours of a plan, and others who wrote or spoke"))

SEE_PIPELINE = Permission(
    "see_pipeline",
    _("see plans for new housing in their own territory, and the need for it"),
    roles=(PERMIT_OFFICER, POLICY_ADVISER),
)
MANAGE_PIPELINE = Permission(
    "manage_pipeline",
    _("record plans for new housing, the dialogue with neighbours, companies that come, and the policy"),
    roles=(PERMIT_OFFICER,),
)
PROPOSE_HOUSING = Permission(
    "propose_housing", _("propose new housing to a municipality, and follow their own plans"), roles=ON_SITE
)
MANAGE_EFFORTS = Permission(
    "manage_efforts",
    _("record what province and municipality agreed to bring about"),
    roles=(PERMIT_OFFICER, POLICY_ADVISER),
)
