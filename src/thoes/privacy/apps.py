"""Django's card for the module `privacy`."""

from django.apps import AppConfig


class PrivacyConfig(AppConfig):
    name = "thoes.privacy"
