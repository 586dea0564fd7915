"""Django's card for the module `register`."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from thoes.foundation import refusal_texts
from thoes.register.duplicates import texts as duplicates
from thoes.register.texts import REFUSAL_TEXTS
from thoes.ui.navigation import NavItem, register


class RegisterConfig(AppConfig):
    name = "thoes.register"

    def ready(self) -> None:
        refusal_texts.register(REFUSAL_TEXTS)
        refusal_texts.register(duplicates.REFUSAL_TEXTS)
        register(NavItem(_("Today"), "register:today", None, order=0, icon="today"))
        register(NavItem(_("Search"), "register:search", "see_own_sites", order=30, icon="search"))
        register(NavItem(_("Actions"), "register:changes", "record_stays", order=50, icon="clock"))
        register(NavItem(_("Doubles"), "register:doubles", "see_registration_duty", order=55, icon="people"))
        register(NavItem(_("Night register"), "register:night-register", "see_night_register", order=10, icon="moon"))
