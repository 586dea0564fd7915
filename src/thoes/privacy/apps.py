"""Django's card for the module `privacy`."""

from typing import Any

from django.apps import AppConfig
from django.db.backends.signals import connection_created
from django.db.models.signals import post_migrate
from django.utils.module_loading import autodiscover_modules
from django.utils.translation import gettext_lazy as _

from thoes.foundation import refusal_texts
from thoes.privacy.retention.texts import REFUSAL_TEXTS
from thoes.privacy.row_security import put_in_place
from thoes.privacy.seal import seal_from_the_start
from thoes.ui.navigation import NavItem, register


class PrivacyConfig(AppConfig):
    name = "thoes.privacy"

    def ready(self) -> None:
        refusal_texts.register(REFUSAL_TEXTS)
        # What erases a module's rows stands above this one; it is found by its name.
        autodiscover_modules("shredders")
        autodiscover_modules("row_policies")
        autodiscover_modules("personal_data")
        register(NavItem(_("Terms"), "retention:terms", "set_retention", order=60, icon="clock"))
        connection_created.connect(seal_from_the_start, dispatch_uid="privacy.seal")
        post_migrate.connect(_after_migrating, sender=self, dispatch_uid="privacy.row_security")


def _after_migrating(**kwargs: Any) -> None:
    put_in_place()
