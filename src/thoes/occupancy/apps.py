"""Django's card for the module `occupancy`."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from thoes.ui.navigation import NavItem, register


class OccupancyConfig(AppConfig):
    name = "thoes.occupancy"

    def ready(self) -> None:
        register(NavItem(_("Norms"), "occupancy:norms", "see_housing", order=31, icon="people"))
