"""Made-up pages beside the guide in the simulated Limburg: one under an article and one of its own, per editor."""

import uuid
from datetime import datetime, timedelta

from thoes.accounts.public import Membership, actor_of
from thoes.guide.layers.models import LayerAct
from thoes.guide.layers.writing import OwnPage, save_own
from thoes.guide.permissions import LOCAL_EDITOR

_UNDER = "register-your-address"
_TEXTS = {
    _UNDER: {
        "nl": (
            "Verzonnen voorbeeld: inschrijven bij ons",
            "Dit is een **voorbeeld**. Hier schrijft de redacteur wat bij ons anders is.",
        ),
        "pl": (
            "Zmyślony przykład: meldunek u nas",
            "To jest **przykład**. Tutaj redaktor pisze, co u nas jest inaczej.",
        ),
    },
    "": {
        "nl": (
            "Verzonnen voorbeeld: een eigen bladzijde",
            "Dit is een **voorbeeld**. Hier schrijft de redacteur over iets dat alleen bij ons zo is.",
        ),
        "pl": (
            "Zmyślony przykład: własna strona",
            "To jest **przykład**. Tutaj redaktor pisze o tym, co jest tylko u nas.",
        ),
    },
}


def make_pages(at: datetime) -> None:
    """Written by everybody who was made an editor of own pages."""
    for membership in Membership.objects.filter(role=LOCAL_EDITOR):
        for article, texts in _TEXTS.items():
            page = uuid.uuid4()
            for language, (title, body) in texts.items():
                written = OwnPage(page, article, language, title, body, at.date() + timedelta(days=180), 0)
                save_own(actor=actor_of(membership), written=written, act=LayerAct.PUBLISHED, at=at)
