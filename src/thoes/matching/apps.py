"""Django's card for the module `matching`."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from thoes.foundation import refusal_texts
from thoes.matching.texts import REFUSAL_TEXTS
from thoes.ui.navigation import NavItem, register


class MatchingConfig(AppConfig):
    name = "thoes.matching"

    def ready(self) -> None:
        refusal_texts.register(REFUSAL_TEXTS)
        register(NavItem(_("Match"), "matching:runs", "record_registration", order=20, icon="check"))
