"""Django's card for the module `occupancy`."""

from django.apps import AppConfig


class OccupancyConfig(AppConfig):
    name = "thoes.occupancy"
