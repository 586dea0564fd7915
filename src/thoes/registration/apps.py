"""Django's card for the module `registration`."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from thoes.foundation import refusal_texts
from thoes.registration.texts import REFUSAL_TEXTS
from thoes.ui.navigation import NavItem, register


class RegistrationConfig(AppConfig):
    name = "thoes.registration"

    def ready(self) -> None:
        refusal_texts.register(REFUSAL_TEXTS)
        register(NavItem(_("To register"), "registration:worklist", "see_registration_duty", order=10, icon="list"))
        register(NavItem(_("Four months"), "registration:nudges", "see_own_sites", order=45, icon="calendar"))
