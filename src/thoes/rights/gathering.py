"""Everything that is known of one person, as plain values: what one organisation may see, or all of it together.

Put together over the borders of housers and municipalities only for the person in question, on its own request.
"""

from collections import Counter
from datetime import datetime
from typing import Any
from uuid import UUID

from thoes.accounts.public import Actor
from thoes.foundation.modules import modules
from thoes.places.public import Municipality, Organisation
from thoes.privacy.public import ANSWER_REQUEST, across_borders, seen_by
from thoes.registration.public import DeskDetails
from thoes.rights.finding import ids_of

Dossier = dict[str, Any]


def dossier_of(*, actor: Actor, person: UUID, full: bool, at: datetime) -> Dossier:
    """What is known of a person: what the actor may see, or everything when `full`.

    Only a municipality may put everything together: a houser would learn where else its worker slept.
    """
    if full and actor.organisation_kind != "municipality":
        raise PermissionError("only a municipality puts everything together")
    ids = ids_of(person)
    # The worker asks for all of it, at the desk of an authority that checked who it is; of nobody else is anything read.
    with across_borders() if full else seen_by(actor, ANSWER_REQUEST):
        dossier: Dossier = {
            "made_at": at.isoformat(),
            "made_by": actor.organisation_name,
            "scope": "everything" if full else "own organisation",
            **{part.name: part.rows(ids) for module in modules() for part in module.dossier},
        }
        dossier["controllers"] = _controllers(dossier)
    dossier["looks"] = _named(dossier["looks"])
    dossier["recipients"] = _recipients(dossier["looks"])
    return dossier


def _controllers(dossier: Dossier) -> list[dict[str, Any]]:
    """Whom to turn to: every houser that wrote something down, every municipality that may look or did something."""
    housers = {row["houser"] for row in (*dossier["details"], *dossier["stays"])}
    places = {row["municipality"] for part in ("stays", "desk", "duty", "registrations") for row in dossier[part]}
    contact = {
        details.municipality.name: list(details.lines)
        for details in DeskDetails.objects.filter(municipality__name__in=places).select_related("municipality")
    }
    named = Municipality.objects.filter(name__in=places).order_by("name").values_list("name", flat=True)
    return [
        *({"name": name, "role": "houser", "contact": []} for name in sorted(housers)),
        *({"name": name, "role": "municipality", "contact": contact.get(name, [])} for name in named),
    ]


def _named(looks: list[dict[str, Any]]) -> list[dict[str, Any]]:
    names = dict(Organisation.objects.filter(pk__in={look["organisation"] for look in looks}).values_list("pk", "name"))
    return [look | {"organisation": names.get(look["organisation"], "–")} for look in looks]


def _recipients(looks: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Which organisation saw something, for what, how often and when last."""
    times = Counter((look["organisation"], look["purpose"]) for look in looks)
    last = {(look["organisation"], look["purpose"]): look["at"] for look in sorted(looks, key=lambda one: one["at"])}
    return [
        {"organisation": organisation, "purpose": purpose, "times": count, "last": last[organisation, purpose]}
        for (organisation, purpose), count in sorted(times.items())
    ]
