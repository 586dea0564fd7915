"""Foundation as a Django app: it carries no tables of its own but its commands' texts."""

from django.apps import AppConfig


class FoundationConfig(AppConfig):
    name = "thoes.foundation"
