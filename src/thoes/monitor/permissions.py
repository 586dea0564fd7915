"""Who has the monitor in the menu. Its pages are public: everybody reads the same numbers there."""

from django.utils.translation import gettext_lazy as _

from thoes.foundation.modules import Permission
from thoes.housing.public import PERMIT_OFFICER, POLICY_ADVISER

USE_MONITOR = Permission(
    "use_monitor",
    _("find the monitor in the menu, which everybody may read, and save scenarios of the own organisation"),
    roles=(PERMIT_OFFICER, POLICY_ADVISER),
)

TAKE_IN_FIGURES = Permission(
    "take_in_figures",
    _("take in figures of others with their source, which everybody reads in the monitor, and take them back"),
    roles=(POLICY_ADVISER,),
)
