"""Django's card for the module `imports`."""

from django.apps import AppConfig


class ImportsConfig(AppConfig):
    name = "thoes.imports"
