"""Django's card for the module `places`."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from thoes.foundation import refusal_texts
from thoes.places.texts import REFUSAL_TEXTS
from thoes.ui.navigation import NavItem, register


class PlacesConfig(AppConfig):
    name = "thoes.places"

    def ready(self) -> None:
        refusal_texts.register(REFUSAL_TEXTS)
        register(NavItem(_("Extra fields"), "places:local-fields", "set_local_fields", order=20, icon="edit"))
