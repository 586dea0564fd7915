"""Django's card for the module `inspections`."""

from django.apps import AppConfig


class InspectionsConfig(AppConfig):
    name = "thoes.inspections"
