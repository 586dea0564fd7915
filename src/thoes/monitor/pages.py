"""The pages of the monitor in the order of its tabs. Who adds a page adds a line here, its address and its own file."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, slots=True)
class Tab:
    """A page that stands among the tabs of the monitor."""

    url_name: str
    words: Any


TABS = (
    Tab("monitor:start", _("In short")),
    Tab("monitor:map", _("Map")),
    Tab("monitor:length-of-stay", _("Length of stay")),
    Tab("monitor:unseen", _("The unseen")),
    Tab("monitor:outlook", _("Forecast and need")),
    Tab("monitor:what-if", _("What if")),
    Tab("monitor:vision-numbers", _("How the numbers hang together")),
    Tab("monitor:others", _("What others count")),
    Tab("monitor:report", _("Report of the year")),
    Tab("monitor:table", _("Make a table")),
    Tab("monitor:data", _("Open data")),
    Tab("monitor:definitions", _("Definitions")),
)
