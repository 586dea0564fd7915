"""Django's card for the module `register`."""

from django.apps import AppConfig


class RegisterConfig(AppConfig):
    name = "thoes.register"
