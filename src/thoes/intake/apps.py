"""Django's card for the module `intake`."""

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class IntakeConfig(AppConfig):
    name = "thoes.intake"

    def ready(self) -> None:
        # The kinds of file stand in modules above; they are found by their name.
        autodiscover_modules("file_kinds")
