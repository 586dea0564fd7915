"""The sentences that explain what is refused about labour suppliers."""

from django.utils.translation import gettext_lazy as _

REFUSAL_TEXTS = {
    "report_gone": _(
        "This report has already been dealt with, or it is not one of your municipality. Go back to the list."
    ),
    "report_made_again": _("The labour supplier reported this again in the meantime. Deal with that report."),
    "suppliers_need_a_ground": _("Name the ground on which you answer. Without one no answer may be given."),
}
