"""Django's card for the module `rights`."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from thoes.foundation import refusal_texts
from thoes.rights.texts import REFUSAL_TEXTS
from thoes.ui.navigation import NavItem, register


class RightsConfig(AppConfig):
    name = "thoes.rights"

    def ready(self) -> None:
        refusal_texts.register(REFUSAL_TEXTS)
        register(NavItem(_("Requests"), "rights:requests", "answer_requests", order=58, icon="person"))
