"""The texts of refusals in this module."""

from django.utils.translation import gettext_lazy as _

REFUSAL_TEXTS = {
    "statement_says_the_same": _("This is what already stood there. Change something, or go back."),
}
