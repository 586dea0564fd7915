"""Django's card for the module `accountability`."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from thoes.accountability.texts import REFUSAL_TEXTS
from thoes.foundation import refusal_texts
from thoes.ui.navigation import NavItem, register


class AccountabilityConfig(AppConfig):
    name = "thoes.accountability"

    def ready(self) -> None:
        refusal_texts.register(REFUSAL_TEXTS)
        register(NavItem(_("Looks"), "accountability:looks", "see_looks", order=60, icon="search"))
        register(NavItem(_("Processing"), "accountability:processing", "see_processing", order=61, icon="book"))
        register(NavItem(_("Breaches"), "accountability:breaches", "handle_breaches", order=62, icon="alert"))
