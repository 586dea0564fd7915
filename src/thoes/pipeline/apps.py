"""Django's card for the module `pipeline`."""

from django.apps import AppConfig


class PipelineConfig(AppConfig):
    name = "thoes.pipeline"
