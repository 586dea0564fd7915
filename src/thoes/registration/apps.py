"""Django's card for the module `registration`."""

from django.apps import AppConfig


class RegistrationConfig(AppConfig):
    name = "thoes.registration"
