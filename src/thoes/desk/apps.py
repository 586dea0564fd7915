"""Django's card for the module `desk`."""

from django.apps import AppConfig


class DeskConfig(AppConfig):
    name = "thoes.desk"
