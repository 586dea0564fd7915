"""Django's card for the module `privacy`."""

from typing import Any

from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.module_loading import autodiscover_modules

from thoes.privacy.row_security import put_in_place


class PrivacyConfig(AppConfig):
    name = "thoes.privacy"

    def ready(self) -> None:
        post_migrate.connect(_after_migrating, sender=self, dispatch_uid="privacy.row_security")


def _after_migrating(**kwargs: Any) -> None:
    autodiscover_modules("row_policies")
    put_in_place()
