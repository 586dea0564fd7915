"""Django's card for the module `accounts`."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "thoes.accounts"
