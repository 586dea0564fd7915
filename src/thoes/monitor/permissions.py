"""Who has the monitor in the menu, whose pages are public, and who works on what stands beside its own numbers."""

from django.utils.translation import gettext_lazy as _

from thoes.foundation.modules import Permission, Role
from thoes.housing.public import PERMIT_OFFICER, POLICY_ADVISER
from thoes.privacy.public import ESTIMATE_UNSEEN, HOUSING_PERMITS

REGION_ADVISER = Role("region_adviser", _("Policy adviser of a region"), kinds=("region",))

USE_MONITOR = Permission(
    "use_monitor",
    _("find the monitor in the menu, which everybody may read, and save scenarios of the own organisation"),
    roles=(PERMIT_OFFICER, POLICY_ADVISER, REGION_ADVISER),
)

TAKE_IN_FIGURES = Permission(
    "take_in_figures",
    _("take in figures of others with their source, which everybody reads in the monitor, and take them back"),
    roles=(POLICY_ADVISER, REGION_ADVISER),
    looks_for=(HOUSING_PERMITS,),
)

LINK_LISTS = Permission(
    "link_lists",
    _("link lists of people for a purpose that is written down, of which counts alone are kept"),
    roles=(POLICY_ADVISER,),
    looks_for=(ESTIMATE_UNSEEN,),
)
