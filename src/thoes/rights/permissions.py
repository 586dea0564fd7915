"""Who answers a worker that asks about the own data."""

from django.utils.translation import gettext_lazy as _

from thoes.accounts.public import PROVIDER_ADMINISTRATOR
from thoes.foundation.modules import Permission
from thoes.privacy.public import ANSWER_REQUEST
from thoes.register.public import REGISTRATION_CLERK

ANSWER_REQUESTS = Permission(
    "answer_requests",
    _("take requests of workers about their own data, hand out what is known of them, and answer"),
    roles=(PROVIDER_ADMINISTRATOR, REGISTRATION_CLERK),
    looks_for=(ANSWER_REQUEST,),
)
