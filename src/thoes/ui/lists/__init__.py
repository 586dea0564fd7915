"""List pages: one declaration says what a list shows, how it narrows and sorts, and what its files hold.

    PERMITS = ListPage(
        title=_("Permits"), says=_("What ends first stands on top."), guard=needs(SEE_HOUSING),
        rows=lambda listing: permits_of(listing.actor),
        filters=[Words("number", "site__name", label=_("Site or number")), Choice("kind", _("Kind"), PermitKind.choices)],
        columns=[Text(_("Site"), "site.name", sort="site__name"), Day(_("Last day"), "last_day")],
        file="permits",
    )
    path("permits/", PERMITS.as_view(), name="permits")

What is asked stands in the address, so that a list can be sent, kept and gone back to. `?file=xlsx`, `csv` or `ods` gives
all rows of what is asked. Everything works without scripts. A page that differs gets a template that extends
`ui/list.html`. Nothing here knows permissions or purposes: `guard` and `looked` are given by who declares the list.
"""

from thoes.ui.lists.columns import Column, Day, Fragment, Labelled, Link, Moment, Number, Spare, State, Text, with_spare
from thoes.ui.lists.filters import ASKED, Choice, DayChoice, Filter, Part, Parts, Switch, Words
from thoes.ui.lists.listing import Listing, Sliced
from thoes.ui.lists.page import Action, Empty, ListPage
