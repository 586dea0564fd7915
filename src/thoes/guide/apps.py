"""Django's card for the module `desk`."""

from django.apps import AppConfig


class GuideConfig(AppConfig):
    name = "thoes.guide"
