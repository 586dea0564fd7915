"""How an installation reaches the BRP, from its environment. Pure: read by the settings before Django stands.

Off by default. Which municipality may ask, with which fields, stands in its own decree of authorisation; this switches
on no more than the road to it.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from urllib.parse import urlsplit


class BrpKind(StrEnum):
    """What answers."""

    FAKE = "fake"
    HAAL_CENTRAAL = "haalcentraal"


@dataclass(frozen=True, slots=True)
class BrpRoad:
    """`municipalities` are the codes (GM0983) that may ask; None for all, which only the fake has.

    `headers` go with every question: the key of the gateway and what it wants to know. "{user}" in a value becomes the
    identifier of who asks. Without `bewoning_url` only BRP Personen is asked.
    """

    kind: BrpKind
    municipalities: frozenset[str] | None
    personen_url: str = ""
    bewoning_url: str = ""
    headers: Mapping[str, str] = field(default_factory=dict, repr=False)
    certificate: tuple[str, str] | None = None
    authority: str | None = None

    def serves(self, municipality: str) -> bool:
        """Whether this municipality may ask."""
        return bool(municipality) and (self.municipalities is None or municipality in self.municipalities)


def brp_from_environment(environment: Mapping[str, str], *, is_demo: bool) -> BrpRoad | None:
    """The road to the BRP, or None when it is off. Raises ValueError for a setting that cannot be."""
    kind = environment.get("THOES_BRP", BrpKind.FAKE if is_demo else "")
    if not kind:
        return None
    if BrpKind(kind) is BrpKind.FAKE:
        return BrpRoad(BrpKind.FAKE, None)
    municipalities = frozenset(environment.get("THOES_BRP_MUNICIPALITIES", "").replace(",", " ").split())
    personen, bewoning = environment.get("THOES_BRP_PERSONEN_URL", ""), environment.get("THOES_BRP_BEWONING_URL", "")
    if not municipalities or not personen:
        raise ValueError("THOES_BRP=haalcentraal needs THOES_BRP_MUNICIPALITIES and THOES_BRP_PERSONEN_URL")
    if any(url and urlsplit(url).scheme != "https" for url in (personen, bewoning)):
        raise ValueError("the addresses of the BRP must begin with https://")
    headers_file = environment.get("THOES_BRP_HEADERS_FILE", "")
    certificate, key = environment.get("THOES_BRP_CERTIFICATE_FILE", ""), environment.get("THOES_BRP_KEY_FILE", "")
    return BrpRoad(
        kind=BrpKind.HAAL_CENTRAAL,
        municipalities=municipalities,
        personen_url=personen,
        bewoning_url=bewoning,
        headers=json.loads(Path(headers_file).read_text(encoding="utf-8")) if headers_file else {},
        certificate=(certificate, key) if certificate else None,
        authority=environment.get("THOES_BRP_AUTHORITY_FILE") or None,
    )
