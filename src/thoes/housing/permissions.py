"""Who works with sites, permits and quality labels, and for what."""

from django.utils.translation import gettext_lazy as _

from thoes.accounts.public import PROVIDER_ADMINISTRATOR
from thoes.foundation.modules import Permission, Purpose, Role, Subject
from thoes.privacy.public import HOUSING_PERMITS as HOUSING_PERMITS
from thoes.privacy.public import KEEP_NIGHT_REGISTER as KEEP_NIGHT_REGISTER

HOLDER = Subject("holder", _("private people who hold a permit or plan housing"))

SITE_MANAGER = Role("site_manager", _("Site manager"), kinds=("housing_provider",))
PERMIT_OFFICER = Role("permit_officer", _("Housing and permits officer"), kinds=("municipality",))
SUPERVISOR = Role("supervisor", _("Designated supervisor"), kinds=("municipality",))
POLICY_ADVISER = Role("policy_adviser", _("Policy adviser of the province"), kinds=("province",))
# A small housing provider has one person for everything; the administrator therefore does a site manager's work too.
ON_SITE = (SITE_MANAGER, PROVIDER_ADMINISTRATOR)

SUPERVISE_NIGHT_REGISTER = Purpose(
    "supervise_night_register",
    _("Supervise the night register"),
    legal_ground="Sr art. 438 lid 1 onder 3e; AVG art. 6 lid 1 e",
    controllers=("municipality",),
)

SEE_OWN_SITES = Permission(
    "see_own_sites",
    _("see their own sites and who sleeps there"),
    roles=ON_SITE,
    looks_for=(KEEP_NIGHT_REGISTER, HOUSING_PERMITS),
)
MANAGE_SITES = Permission("manage_sites", _("add and change sites, rooms and beds"), roles=ON_SITE)
SEE_HOUSING = Permission(
    "see_housing",
    _("see sites, permits and quality labels in their own territory, without people"),
    roles=(SUPERVISOR, PERMIT_OFFICER, POLICY_ADVISER),
    looks_for=(HOUSING_PERMITS,),
)
MANAGE_PERMITS = Permission(
    "manage_permits",
    _("record permits, and what the municipality shows and asks of housing"),
    roles=(PERMIT_OFFICER,),
)
RECORD_QUALITY_LABELS = Permission(
    "record_quality_labels",
    _("record quality labels, and take in an extract of their register"),
    roles=(*ON_SITE, PERMIT_OFFICER, POLICY_ADVISER),
)
