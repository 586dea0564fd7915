"""What the attacks try of the monitor: its public addresses, and a scenario, figures of others and lists to link of Venlo."""

from typing import Any

from django.utils import timezone

from thoes.intake.models import Run
from thoes.kernel.nights import current_night
from thoes.monitor.models import ListLinkage, QuotedVersion, SavedScenario, Why
from thoes.monitor.publishing import publish
from thoes.places.models import Organisation, OrganisationKind

SECRETS = ("Geheim distributiecentrum", "Verzwegen koppeling")


def rows(values: dict[str, Any]) -> dict[str | tuple[str, str], Any]:
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
    linkage = ListLinkage.objects.create(
        organisation=venlo, title=SECRETS[1], purpose=SECRETS[1], handled_by=venlo.pk, started_at=timezone.now()
    )
    listed = Run.objects.create(
        kind="lists-to-link", organisation_id=venlo.pk, organisation_name=venlo.name, uploaded_by=venlo.pk,
        uploaded_at=timezone.now(), file_name=f"{SECRETS[1]}.xlsx", sha256="0" * 64, status="read",
        asked={"linkage": str(linkage.pk), "name": SECRETS[1], "place": 1}, about=SECRETS[1],
        sheets=[{"name": "", "headers": ["Naam"], "fields": ["name"], "samples": [], "asked": []}],
    )  # fmt: skip
    today = timezone.localdate().isoformat()
    return {
        ("lists-to-link", "run_id"): listed.pk, ("monitor", "run_id"): listed.pk, "linkage_id": linkage.pk,
        "code": "GM0983", "key": "people", "scenario_id": saved.pk, "day": today, "version_id": quoted.pk,
    }  # fmt: skip
