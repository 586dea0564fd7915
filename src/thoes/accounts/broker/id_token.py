"""Believe an ID token, or not: signature, issuer, audience, time, nonce, level of assurance.

After the NL GOV profile for OpenID Connect 1.0.1 (https://gitdocumentatie.logius.nl/publicatie/api/oidc/): RS256 or
stronger, `nonce` always, `acr` where a level is asked. allauth skips the signature of a token that it fetched itself and
knows no nonce, so this stands in its place.
"""

from collections.abc import Mapping
from typing import Any

import jwt

ALGORITHMS = ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512")
# Clocks of two machines differ.
LEEWAY_SECONDS = 30


class NotBelieved(Exception):
    """The token is not what it says; the reason is for the log, never for the visitor."""


def read_id_token(
    token: str,
    *,
    keys: Mapping[str, Any],
    issuer: str,
    client_id: str,
    nonce: str,
    acr: tuple[str, ...] = (),
) -> dict[str, Any]:
    """The claims of a token that can be believed. `keys` is the broker's JWK set."""
    try:
        header = jwt.get_unverified_header(token)
        if header.get("alg") not in ALGORITHMS:
            raise NotBelieved(f"algorithm {header.get('alg')}")
        claims: dict[str, Any] = jwt.decode(
            token,
            key=_key(keys, header.get("kid")),
            algorithms=list(ALGORITHMS),
            issuer=issuer,
            audience=client_id,
            leeway=LEEWAY_SECONDS,
            options={"require": ["iss", "sub", "aud", "exp", "iat", "nonce"]},
        )
    except jwt.PyJWTError as error:
        raise NotBelieved(f"{type(error).__name__}: {error}") from error
    if not nonce or claims["nonce"] != nonce:
        raise NotBelieved("nonce of another log-in")
    if isinstance(claims["aud"], list) and len(claims["aud"]) > 1 and claims.get("azp") != client_id:
        raise NotBelieved("made for several parties, and not for us")
    if acr and claims.get("acr") not in acr:
        raise NotBelieved(f"level of assurance {claims.get('acr')}")
    return claims


def _key(keys: Mapping[str, Any], key_id: str | None) -> jwt.PyJWK:
    """The signing key that a token names; a broker with one key need not name it."""
    signing = [key for key in jwt.PyJWKSet.from_dict(dict(keys)).keys if key.public_key_use in (None, "sig")]
    fitting = [key for key in signing if key_id is None or key.key_id == key_id]
    if len(fitting) != 1:
        raise NotBelieved("key unknown")
    return fitting[0]
