"""Django's card for the module `work`."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from thoes.foundation import refusal_texts
from thoes.ui.navigation import NavItem, register
from thoes.work.texts import REFUSAL_TEXTS


class WorkConfig(AppConfig):
    name = "thoes.work"

    def ready(self) -> None:
        refusal_texts.register(REFUSAL_TEXTS)
        register(NavItem(_("Own workers"), "work:own-workers", "check_own_workers", order=15, icon="people"))
        register(NavItem(_("Lenders"), "work:lenders", "set_local_fields", order=30, icon="clipboard"))
