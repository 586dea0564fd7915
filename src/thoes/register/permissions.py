"""Who writes down who sleeps where, and who looks at it."""

from django.utils.translation import gettext_lazy as _

from thoes.foundation.modules import Permission, Role
from thoes.housing.public import ON_SITE, SUPERVISE_NIGHT_REGISTER, SUPERVISOR
from thoes.privacy.public import BRP_REGISTRATION as BRP_REGISTRATION

REGISTRATION_CLERK = Role("registration_clerk", _("Registration clerk"), kinds=("municipality",))


RECORD_STAYS = Permission("record_stays", _("check people in and out, and correct stays"), roles=ON_SITE)
MERGE_WORKERS = Permission(
    "merge_workers", _("say that two workers are one person"), roles=(*ON_SITE, REGISTRATION_CLERK)
)
SEE_REGISTRATION_DUTY = Permission(
    "see_registration_duty",
    _("see who must register in the municipality, and why"),
    roles=(REGISTRATION_CLERK,),
    looks_for=(BRP_REGISTRATION,),
)
SEE_NIGHT_REGISTER = Permission(
    "see_night_register",
    _("see the night register of a site in the municipality"),
    roles=(SUPERVISOR,),
    looks_for=(SUPERVISE_NIGHT_REGISTER,),
)
