"""The sentences for what is refused of lists that are linked on a page."""

from typing import Any

from django.utils.translation import gettext_lazy as _

LINKAGE_TEXTS: dict[str, Any] = {
    "list_to_link_columns_missing": _(
        "Say which column holds the family name or the whole name. Without names a pseudonym does, if the other lists have "
        "the same pseudonyms."
    ),
    "list_to_link_empty": _("Nobody could be read from this list. Check what its columns hold."),
    "lists_share_no_key": _(
        "One of these lists has names and another has only pseudonyms, so nobody can be found in both. Hand in lists that all "
        "have names, or that all have the same pseudonyms on every line."
    ),
    "list_name_reserved": _(
        "A list cannot be called “%(name)s”: in a table with counts that means something else. Give it another name."
    ),
    "lists_not_checked": _("One of the lists is not ready. Look at it first, or throw it away and hand it in again."),
    "linkage_of_one_list": _("There is one list. Hand in a second list: people are linked between lists."),
    "linkage_over": _("These lists are being linked or were linked already. Start a new linkage for other lists."),
    "linkage_not_yours": _("This linkage is not there any more. Go back to the list."),
    "linker_left": _(
        "Who pressed the button may not link lists any more. Somebody else of your organisation can press it."
    ),
}
