"""Django's card for the module `work`."""

from django.apps import AppConfig


class WorkConfig(AppConfig):
    name = "thoes.work"
