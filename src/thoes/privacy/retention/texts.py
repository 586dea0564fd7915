"""The texts of refusals about terms."""

from django.utils.translation import gettext_lazy as _

REFUSAL_TEXTS = {
    "purpose_keeps_nothing": _(
        "Your organisation keeps nothing for this purpose, so it needs no term. Choose another purpose."
    ),
    "term_needs_a_ground": _(
        "Say on what ground, for example the article of the law, the selection list or your own decision."
    ),
    "term_out_of_reach": _("Choose a number from 1 to %(most)s."),
}
