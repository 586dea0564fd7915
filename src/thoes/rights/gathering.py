"""Everything that is known of one person, as plain values: what one organisation may see, or all of it together.

Put together over the borders of housing providers and municipalities only for the person in question, on its own request.
"""

from collections import Counter
from datetime import datetime
from typing import Any
from uuid import UUID

from thoes.accounts.public import Actor
from thoes.foundation.modules import modules
from thoes.places.public import Municipality, Organisation
from thoes.privacy.public import ANSWER_REQUEST, as_tenant, cross_tenant
from thoes.registration.public import DeskDetails
from thoes.rights.finding import ids_of

Dossier = dict[str, Any]


def dossier_of(*, actor: Actor, person: UUID, full: bool, at: datetime) -> Dossier:
    """What is known of a person: what the actor may see, or everything when `full`.

    Only a municipality may put everything together: a housing provider would learn where else its worker slept.
    """
    if full and actor.organisation_kind != "municipality":
        raise PermissionError("only a municipality puts everything together")
    ids = ids_of(person)
    # The worker asks for all of it, at the desk of an authority that checked who it is; of nobody else is anything read.
    with cross_tenant() if full else as_tenant(actor, ANSWER_REQUEST):
        dossier: Dossier = {
            "made_at": at.isoformat(),
            "made_by": actor.organisation_name,
            "scope": "everything" if full else "own organisation",
            **{part.name: part.rows(ids) for module in modules() for part in module.dossier},
        }
        dossier["controllers"] = _controllers(dossier)
    dossier["accesses"] = _named(dossier["accesses"])
    dossier["recipients"] = _recipients(dossier["accesses"])
    return dossier


def _controllers(dossier: Dossier) -> list[dict[str, Any]]:
    """Whom to turn to: every housing provider that wrote something down, every municipality that may look or did something."""
    providers = {row["provider"] for row in (*dossier["details"], *dossier["stays"])}
    places = {row["municipality"] for part in ("stays", "desk", "duty", "registrations") for row in dossier[part]}
    contact = {
        details.municipality.name: list(details.lines)
        for details in DeskDetails.objects.filter(municipality__name__in=places).select_related("municipality")
    }
    named = Municipality.objects.filter(name__in=places).order_by("name").values_list("name", flat=True)
    return [
        *({"name": name, "role": "provider", "contact": []} for name in sorted(providers)),
        *({"name": name, "role": "municipality", "contact": contact.get(name, [])} for name in named),
    ]


def _named(accesses: list[dict[str, Any]]) -> list[dict[str, Any]]:
    names = dict(
        Organisation.objects.filter(pk__in={access["organisation"] for access in accesses}).values_list("pk", "name")
    )
    return [access | {"organisation": names.get(access["organisation"], "–")} for access in accesses]


def _recipients(accesses: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Which organisation saw something, for what, how often and when last."""
    times = Counter((access["organisation"], access["purpose"]) for access in accesses)
    last = {
        (access["organisation"], access["purpose"]): access["at"]
        for access in sorted(accesses, key=lambda one: one["at"])
    }
    return [
        {"organisation": organisation, "purpose": purpose, "times": count, "last": last[organisation, purpose]}
        for (organisation, purpose), count in sorted(times.items())
    ]
