"""Django's card for the module `intake`."""

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules

from thoes.foundation import refusal_texts
from thoes.intake.texts import REFUSAL_TEXTS


class IntakeConfig(AppConfig):
    name = "thoes.intake"

    def ready(self) -> None:
        refusal_texts.register(REFUSAL_TEXTS)
        autodiscover_modules("file_kinds")
