"""Django's card for the module `privacy`."""

from typing import Any

from django.apps import AppConfig
from django.db.backends.signals import connection_created
from django.db.models.signals import post_migrate

from thoes.privacy.row_security import put_in_place
from thoes.privacy.seal import seal_from_the_start


class PrivacyConfig(AppConfig):
    name = "thoes.privacy"

    def ready(self) -> None:
        connection_created.connect(seal_from_the_start, dispatch_uid="privacy.seal")
        post_migrate.connect(_after_migrating, sender=self, dispatch_uid="privacy.row_security")


def _after_migrating(**kwargs: Any) -> None:
    put_in_place()
