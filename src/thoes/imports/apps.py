"""Django's card for the module `imports`."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from thoes.foundation import refusal_texts
from thoes.imports.texts import REFUSAL_TEXTS
from thoes.ui.navigation import NavItem, register


class ImportsConfig(AppConfig):
    name = "thoes.imports"

    def ready(self) -> None:
        refusal_texts.register(REFUSAL_TEXTS)
        register(NavItem(_("Lists"), "stay-lists:runs", "upload_lists", order=40, icon="upload"))
