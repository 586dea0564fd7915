"""Who reads what readers of the guide say of it."""

from django.utils.translation import gettext_lazy as _

from thoes.accounts.public import ADMINISTRATOR, PROVINCE_ADMINISTRATOR
from thoes.foundation.modules import Permission

READ_FEEDBACK = Permission(
    "read_guide_feedback",
    _("read what readers of the guide say of its articles, without knowing who"),
    roles=(ADMINISTRATOR, PROVINCE_ADMINISTRATOR),
)
