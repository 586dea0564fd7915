"""Django's card for the module `accounts`."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from thoes.accounts.texts import REFUSAL_TEXTS
from thoes.foundation import refusal_texts
from thoes.ui.navigation import NavItem, register


class AccountsConfig(AppConfig):
    name = "thoes.accounts"

    def ready(self) -> None:
        refusal_texts.register(REFUSAL_TEXTS)
        register(NavItem(_("People"), "accounts:members", "manage_members", order=60, icon="people"))
