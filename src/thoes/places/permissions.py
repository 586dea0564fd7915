"""What a municipality decides for its own territory, and who says what organisations are."""

from django.utils.translation import gettext_lazy as _

from thoes.accounts.public import ADMINISTRATOR, PROVINCE_ADMINISTRATOR
from thoes.foundation.modules import Permission

SET_LOCAL_FIELDS = Permission(
    "set_local_fields",
    _("say which extra fields the municipality asks for, and on what ground"),
    roles=(ADMINISTRATOR,),
)

DESCRIBE_ORGANISATIONS = Permission(
    "describe_organisations",
    _("say in which sector employers and housing providers are, and what kind of housing provider"),
    roles=(PROVINCE_ADMINISTRATOR,),
)
