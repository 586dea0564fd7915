"""Django's card for the module `ui`."""

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class UiConfig(AppConfig):
    name = "thoes.ui"

    def ready(self) -> None:
        # What draws parts of a page stands above it; it is found by its name.
        autodiscover_modules("page_parts")
