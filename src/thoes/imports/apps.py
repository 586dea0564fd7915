"""Django's card for the module `imports`."""

from django.apps import AppConfig

from thoes.foundation import refusal_texts
from thoes.imports.texts import REFUSAL_TEXTS


class ImportsConfig(AppConfig):
    name = "thoes.imports"

    def ready(self) -> None:
        refusal_texts.register(REFUSAL_TEXTS)
