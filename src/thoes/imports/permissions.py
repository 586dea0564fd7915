"""Who hands over lists."""

from django.utils.translation import gettext_lazy as _

from thoes.foundation.modules import Permission
from thoes.housing.public import ON_SITE

UPLOAD_LISTS = Permission("upload_lists", _("hand over lists of stays"), roles=ON_SITE)
