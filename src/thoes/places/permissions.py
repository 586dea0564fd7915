"""What a municipality decides for its own territory."""

from django.utils.translation import gettext_lazy as _

from thoes.accounts.public import ADMINISTRATOR
from thoes.foundation.modules import Permission

SET_LOCAL_FIELDS = Permission(
    "set_local_fields",
    _("say which extra fields the municipality asks for, and on what ground"),
    roles=(ADMINISTRATOR,),
)
