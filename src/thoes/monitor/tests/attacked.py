"""What the attack tests try of the monitor: its public addresses, a saved scenario and figures of others, all of Venlo."""

from typing import Any

from django.utils import timezone

from thoes.kernel.nights import current_night
from thoes.monitor.models import QuotedVersion, SavedScenario, Why
from thoes.monitor.publishing import publish
from thoes.places.models import Organisation, OrganisationKind

SECRETS = ("Geheim distributiecentrum",)


def rows(values: dict[str, Any]) -> dict[str, Any]:
    """A publication over everybody who sleeps in the world of the attacks, and the value of each part of an address."""
    publish(night=current_night(timezone.localtime()), at=timezone.now(), why=Why.ASKED, months=1)
    venlo = Organisation.objects.get(kind=OrganisationKind.MUNICIPALITY, municipality_id="GM0983")
    saved = SavedScenario.objects.create(
        organisation=venlo, title=SECRETS[0], answers={"workers": "800"}, saved_at=timezone.now()
    )
    quoted = QuotedVersion.objects.create(
        organisation=venlo, source="Bureau Voorbeeld", source_key="bureau voorbeeld", version="2018", population="Werknemers",
        moment="during", unit="persons", where="works", way="estimated", is_not="Geen zelfstandigen",
        taken_in_at=timezone.now(), taken_in_by=venlo.pk,
    )  # fmt: skip
    today = timezone.localdate().isoformat()
    return {"code": "GM0983", "key": "people", "scenario_id": saved.pk, "day": today, "version_id": quoted.pk}
