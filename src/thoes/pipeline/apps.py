"""Django's card for the module `pipeline`."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from thoes.foundation import refusal_texts
from thoes.pipeline.texts import REFUSAL_TEXTS
from thoes.ui.navigation import NavItem, register


class PipelineConfig(AppConfig):
    name = "thoes.pipeline"

    def ready(self) -> None:
        refusal_texts.register(REFUSAL_TEXTS)
        register(NavItem(_("Plans"), "pipeline:plans", "see_pipeline", order=35, icon="home"))
        register(NavItem(_("Need"), "pipeline:need", "see_pipeline", order=36, icon="list"))
