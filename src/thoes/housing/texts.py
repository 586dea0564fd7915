"""The sentences that explain what housing refuses."""

from django.utils.translation import gettext_lazy as _

REFUSAL_TEXTS = {
    "block_backwards": _(
        "The first night that is offered again lies on or before the first one that is not, %(first)s. Choose a later night."
    ),
    "note_too_long": _("A note has at most %(most)s characters. Make it shorter."),
    "provider_not_own": _(
        "This line names another housing provider. Take the name out if the site is yours, or let that housing "
        "provider hand in the line."
    ),
    "site_in_other_municipality": _(
        "This site does not lie in your municipality. Leave this line out; the municipality where the site lies takes it in."
    ),
    "rooms_known_otherwise": _(
        "This site already has rooms and beds (rooms: %(rooms)s, beds: %(beds)s), and the list says otherwise. Change the "
        "rooms on the page of the site, or leave both numbers empty here."
    ),
    "rooms_or_beds_missing": _("Fill in both the number of rooms and the number of beds, or leave both empty."),
    "fewer_beds_than_rooms": _(
        "There are fewer beds (%(beds)s) than rooms (%(rooms)s), and every room has at least one bed. Check both numbers."
    ),
    "public_register_needs_ground": _(
        "Say on what ground you show the register, for example the decision of the council."
    ),
    "price_known_on_day": _("A price from %(from_date)s is recorded already. Remove that one, or choose another day."),
    "site_not_yours": _("We do not know this site, or it is not one of yours. Go back to the list of your sites."),
    "site_code_taken": _(
        "The code %(site_code)s is used by another site. Choose another code, or leave the field empty."
    ),
    "municipality_unknown": _("We do not know this municipality. Choose one from the list."),
    "place_needs_a_name": _("Fill in a name."),
    "room_name_taken": _(
        "There is already a room with the name %(room)s. Choose another name or another first number."
    ),
    "bed_name_taken": _("This room already has a bed with the name %(bed)s. Choose another name."),
    "too_many_beds_at_once": _("You can add at most %(most)s beds at once. Do it in two goes."),
    "bed_already_out_of_use": _("This bed is already out of use from %(from_date)s. Open the page again."),
    "permit_not_yours": _("We do not know this permit, or it is not one of your municipality. Go back to the list."),
    "permit_known": _("This site already has a permit of this kind with number %(number)s. Change that one."),
    "permit_not_transferable": _(
        "Permit %(number)s cannot be transferred. The new holder needs a permit of its own: record that one."
    ),
    "ends_before_it_begins": _("The last day is before the first day, %(valid_from)s. Check both days."),
    "withdrawn_before_valid": _("It holds from %(valid_from)s. Choose that day or a later one."),
    "transferred_before_valid": _("The permit holds from %(valid_from)s. Choose that day or a later one."),
    "holder_is_the_same": _("This is who holds the permit already. Fill in the new holder."),
    "quality_label_not_yours": _(
        "We do not know this quality label, or it is not yours to change. Go back to the site."
    ),
    "quality_label_overlaps": _(
        "This site already has certificate %(certificate)s of this quality label, from %(valid_from)s on. "
        "Let that one end first, or change it."
    ),
    "status_older_than_known": _(
        "Of this certificate a later status is known, of %(known_on)s. Hand in an extract of that day or after it."
    ),
    "repair_before_found": _("It was found on %(found_on)s. Choose that day or a later one to mend it by."),
    "repaired_before_found": _("It was found on %(found_on)s. Choose that day or a later one."),
    "document_empty": _("This file is empty. Choose another file."),
    "document_too_large": _("This file is larger than %(most)s MB. Save it smaller, or split it."),
    "document_kind_refused": _("This is not a PDF, PNG or JPEG file. Save it as PDF and add that file."),
    "document_broken": _(
        "This file is broken or not whole, so it cannot be kept. Save it again as PDF and add that file."
    ),
    "document_locked": _("This PDF is locked with a password. Save it without one and add that file."),
    "document_too_hard": _("This file is too large to be read safely. Save it as a simpler PDF, or in parts."),
    "document_known": _(
        "This site already has this very file. It was not added again. Choose another file if you meant another one."
    ),
    "photo_is_heic": _(
        "This photo is kept as HEIC, which we cannot read. Set your camera to “Most compatible”, or send it as JPEG."
    ),
    "photo_kind_refused": _("This is not a JPEG, PNG or WebP photo. Take a photo with your phone and add that one."),
    "photo_broken": _("This photo is broken or not whole. Take it again, or choose another one."),
    "photo_too_many_pixels": _(
        "This photo has too many pixels to be read safely: %(most)s million is the most. Send it smaller."
    ),
    "document_not_yours": _(
        "We do not know this document, or your organisation did not add it. Open the page of the site again."
    ),
    "too_many_documents": _("This site has %(most)s documents already. Throw some away first."),
}

# How a permit or quality label stands on a day, and the tone of its label.
VALIDITY_TEXTS = {
    "not_yet": _("Not valid yet"),
    "valid": _("Valid"),
    "ends_soon": _("Ends soon"),
    "ended": _("Ended"),
    "taken_away": _("Taken away"),
}
VALIDITY_TONES = {
    "not_yet": "neutral",
    "valid": "ok",
    "ends_soon": "warning",
    "ended": "overdue",
    "taken_away": "overdue",
}
