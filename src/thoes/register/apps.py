"""Django's card for the module `register`."""

from django.apps import AppConfig

from thoes.foundation import refusal_texts
from thoes.register.texts import REFUSAL_TEXTS


class RegisterConfig(AppConfig):
    name = "thoes.register"

    def ready(self) -> None:
        refusal_texts.register(REFUSAL_TEXTS)
