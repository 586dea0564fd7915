"""Foundation as a Django app: its only table is the outbox."""

from django.apps import AppConfig


class FoundationConfig(AppConfig):
    name = "thoes.foundation"
