"""The one broker of an installation, from its environment. Pure: read by the settings before Django stands."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

PROVIDER = "broker"


@dataclass(frozen=True, slots=True)
class Broker:
    """Where people log in elsewhere.

    `acr` names the levels of assurance that count as two steps; without them Thoes asks its own second step as well.
    With `private_key` (PEM, RSA) we prove who we are by signing, as the NL GOV profile wants it; without one by `secret`.
    """

    issuer: str
    client_id: str
    secret: str = field(repr=False)
    name: str
    acr: tuple[str, ...] = ()
    private_key: str = field(default="", repr=False)

    @property
    def provider_id(self) -> str:
        """Part of the addresses and of each link. Another issuer is another id: its subjects are other people."""
        return f"{PROVIDER}-{hashlib.sha256(self.issuer.encode()).hexdigest()[:12]}"

    @property
    def origin(self) -> str:
        """The broker's own origin, where forms may lead."""
        parts = urlsplit(self.issuer)
        return f"{parts.scheme}://{parts.netloc}"

    def providers(self) -> dict[str, Any]:
        """As allauth wants it in its settings."""
        app = {
            "provider_id": self.provider_id,
            "name": self.name,
            "client_id": self.client_id,
            "secret": self.secret,
            "settings": {
                "server_url": self.issuer,
                "oauth_pkce_enabled": True,
                "acr": list(self.acr),
                "private_key": self.private_key,
            },
        }
        return {PROVIDER: {"APPS": [app]}}


def broker_from_environment(environment: Mapping[str, str]) -> Broker | None:
    """The broker that THOES_OIDC_ISSUER, _CLIENT_ID, _SECRET or _KEY_FILE, _NAME and _ACR describe; None without an issuer."""
    issuer = environment.get("THOES_OIDC_ISSUER", "").rstrip("/")
    if not issuer:
        return None
    if not issuer.startswith("https://"):
        raise ValueError("THOES_OIDC_ISSUER must begin with https://: what the broker says decides who is let in.")
    key_file = environment.get("THOES_OIDC_KEY_FILE", "")
    return Broker(
        issuer=issuer,
        client_id=environment["THOES_OIDC_CLIENT_ID"],
        secret="" if key_file else environment["THOES_OIDC_SECRET"],
        name=environment.get("THOES_OIDC_NAME", urlsplit(issuer).netloc),
        acr=tuple(environment.get("THOES_OIDC_ACR", "").split()),
        private_key=Path(key_file).read_text(encoding="ascii") if key_file else "",
    )
