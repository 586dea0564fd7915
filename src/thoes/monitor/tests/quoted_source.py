"""A source of others as it stands in the database after its file was taken in."""

from datetime import date
from typing import Any
from uuid import UUID

from thoes.monitor.models import QuotedFigure, QuotedVersion
from thoes.monitor.quoted.models import Licence
from thoes.monitor.tests.some_limburg import AT
from thoes.places.models import Organisation, OrganisationKind


def take_in_a_source(
    *, licence: Licence, source: str = "Bureau Voorbeeld", version: str = "2020", **changed: Any
) -> QuotedVersion:
    """Two years of Venlo and Limburg, one group, and one figure that the source does not tell."""
    province, _is_new = Organisation.objects.get_or_create(name="Provincie Proef", kind=OrganisationKind.PROVINCE)
    made = QuotedVersion.objects.create(
        **{
            "organisation": province, "source": source, "source_key": source.lower(), "version": version,
            "population": "Werknemers uit het buitenland", "moment": "during", "unit": "persons", "where": "works",
            "way": "estimated", "is_not": "Geen zelfstandigen", "licence": licence, "link": "https://voorbeeld.example/cijfers",
            "taken_in_at": AT, "taken_in_by": UUID(int=7), **changed,
        }
    )  # fmt: skip
    for area in ("GM0983", "limburg"):
        for year, number in ((2018, 4_200), (2019, 4_400)):
            for group, part in (("", number), ("Polen", None if year == 2018 else number // 2)):
                QuotedFigure.objects.create(
                    version=made, area=area, period=str(year), last=date(year, 12, 31), group=group, number=part,
                    missing="" if part is not None else "confidential", cell="Blad1, C4",
                )  # fmt: skip
    return made
