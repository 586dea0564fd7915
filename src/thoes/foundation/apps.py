"""Foundation as a Django app: its only table is the outbox."""

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class FoundationConfig(AppConfig):
    name = "thoes.foundation"

    def ready(self) -> None:
        # What makes keyed hashes, and how the work of other modules does, stands above this one; it is found by its name.
        autodiscover_modules("name_search")
        autodiscover_modules("operating_figures")
        # What listens knows models, which are there only now.
        autodiscover_modules("receivers")
