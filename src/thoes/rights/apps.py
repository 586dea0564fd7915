"""Django's card for the module `rights`."""

from django.apps import AppConfig


class RightsConfig(AppConfig):
    name = "thoes.rights"
