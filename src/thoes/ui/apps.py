"""Django's card for the module `ui`."""

from django.apps import AppConfig


class UiConfig(AppConfig):
    name = "thoes.ui"
