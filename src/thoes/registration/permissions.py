"""Who records registrations."""

from django.utils.translation import gettext_lazy as _

from thoes.foundation.modules import Permission
from thoes.register.public import REGISTRATION_CLERK

RECORD_REGISTRATION = Permission(
    "record_registration", _("record that somebody is registered"), roles=(REGISTRATION_CLERK,)
)
