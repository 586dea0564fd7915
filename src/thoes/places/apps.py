"""Django's card for the module `places`."""

from django.apps import AppConfig


class PlacesConfig(AppConfig):
    name = "thoes.places"
