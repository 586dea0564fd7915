"""Who checks sites."""

from django.utils.translation import gettext_lazy as _

from thoes.foundation.modules import Permission
from thoes.housing.public import ON_SITE, PERMIT_OFFICER, SUPERVISOR

CHECK_SITES = Permission(
    "check_sites",
    _("check sites with the list, as housing provider or as municipality, and follow what was found"),
    roles=(*ON_SITE, SUPERVISOR, PERMIT_OFFICER),
)
