"""Django's card for the module `inspections`."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from thoes.foundation import refusal_texts
from thoes.inspections.texts import REFUSAL_TEXTS
from thoes.ui.navigation import NavItem, register


class InspectionsConfig(AppConfig):
    name = "thoes.inspections"

    def ready(self) -> None:
        refusal_texts.register(REFUSAL_TEXTS)
        register(NavItem(_("Findings"), "inspections:findings", "check_sites", order=31, icon="check"))
