"""What an office answers for with its privacy officer."""

from django.utils.translation import gettext_lazy as _

from thoes.foundation.modules import Permission
from thoes.privacy.public import PRIVACY_OFFICER

SEE_PROCESSING = Permission(
    "see_processing",
    _("see the register of processing and the draft of the DPIA, and fill in what is yours to say there"),
    roles=(PRIVACY_OFFICER,),
)
HANDLE_BREACHES = Permission(
    "handle_breaches",
    _("handle a data breach, or an exercise of one, in numbers and without names"),
    roles=(PRIVACY_OFFICER,),
)
