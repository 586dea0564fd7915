"""The sentences that explain what housing refuses."""

from django.utils.translation import gettext_lazy as _

REFUSAL_TEXTS = {
    "site_not_yours": _("We do not know this site, or it is not one of yours. Go back to the list of your sites."),
    "site_code_taken": _(
        "The code %(site_code)s is used by another site. Choose another code, or leave the field empty."
    ),
    "municipality_unknown": _("We do not know this municipality. Choose one from the list."),
    "number_may_be_bsn": _(
        "This field holds a number that may be a citizen service number (BSN). A BSN may not be kept here. "
        "Remove the number and save again."
    ),
    "place_needs_a_name": _("Fill in a name."),
    "room_name_taken": _(
        "There is already a room with the name %(room)s. Choose another name or another first number."
    ),
    "bed_name_taken": _("This room already has a bed with the name %(bed)s. Choose another name."),
    "too_many_beds_at_once": _("You can add at most %(most)s beds at once. Do it in two goes."),
    "bed_already_out_of_use": _("This bed is already out of use from %(from_date)s."),
}
