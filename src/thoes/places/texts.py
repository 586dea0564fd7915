"""The texts of this module's refusals."""

from django.utils.translation import gettext_lazy as _

REFUSAL_TEXTS = {
    "local_ground_missing": _("Say on what ground you ask these fields, for example the article of your by-law."),
}
