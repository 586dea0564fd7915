"""Django's card for the module `housing`."""

from django.apps import AppConfig


class HousingConfig(AppConfig):
    name = "thoes.housing"
