"""Django's card for the module `housing`."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from thoes.foundation import refusal_texts
from thoes.housing.texts import REFUSAL_TEXTS
from thoes.ui.navigation import NavItem, register


class HousingConfig(AppConfig):
    name = "thoes.housing"

    def ready(self) -> None:
        refusal_texts.register(REFUSAL_TEXTS)
        register(NavItem(_("Sites"), "housing:sites", "see_own_sites", order=20, icon="site"))
        register(NavItem(_("Sites"), "housing:all-sites", "see_housing", order=32, icon="site"))
        register(NavItem(_("Permits"), "housing:permits", "see_housing", order=30, icon="clipboard"))
