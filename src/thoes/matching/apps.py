"""Django's card for the module `matching`."""

from django.apps import AppConfig


class MatchingConfig(AppConfig):
    name = "thoes.matching"
