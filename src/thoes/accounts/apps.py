"""Django's card for the module `accounts`."""

from django.apps import AppConfig

from thoes.accounts.roles import keep_roles_known


class AccountsConfig(AppConfig):
    name = "thoes.accounts"

    def ready(self) -> None:
        keep_roles_known()
