"""The column of a list that names a site, whatever the list is of."""

from dataclasses import dataclass, replace
from typing import Any

from thoes.housing.site_names import SiteNames, site_names
from thoes.ui.lists import Link, Spare, Text
from thoes.ui.lists.columns import Shown, value_of


@dataclass(frozen=True)
class SiteColumn(Link):
    """What a site is called, told apart from others of its name, with its address where there is room.

    `value` is the site itself; `to` the page that it leads to, or nothing.
    """

    def shown(self, row: Any, listing: Any) -> Shown:
        names: SiteNames = listing.once(_names)
        site = value_of(row, self.value)
        column = Link(self.heading, "name", to=self.to) if self.to else Text(self.heading, "name")
        return replace(column, value=lambda _row: names.of(site), under="address", spare=Spare.UNDER).shown(
            site, listing
        )


def _names(_actor: Any) -> SiteNames:
    return site_names()
