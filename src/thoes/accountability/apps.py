"""Django's card for the module `accountability`."""

from django.apps import AppConfig


class AccountabilityConfig(AppConfig):
    name = "thoes.accountability"
