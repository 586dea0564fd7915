"""The broker as allauth knows it: its OpenID Connect provider with a nonce, and with tokens that are looked at ourselves."""

import secrets
import time
from typing import Any

import jwt
from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.providers.oauth2.client import OAuth2Client, OAuth2Error
from allauth.socialaccount.providers.openid_connect.provider import OpenIDConnectProvider
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from django.http import HttpRequest
from django.urls import reverse
from django.utils.http import urlencode

from thoes.accounts.broker.configuration import PROVIDER
from thoes.accounts.broker.id_token import NotBelieved, read_id_token

# 256 bits each; the profile asks for 128 at least.
_RANDOM_BYTES = 32
_SIGNED = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"
_SIGNED_FOR_SECONDS = 60


class BrokerClient(OAuth2Client):  # type: ignore[misc]
    """Changes a code for tokens. With a private key it signs who we are (RFC 7523), so that no secret is shared."""

    private_key = ""

    def get_access_token(self, code: str, pkce_code_verifier: str | None = None, extra_data: Any = None) -> Any:
        signed = {"client_assertion_type": _SIGNED, "client_assertion": self._signed()} if self.private_key else {}
        return super().get_access_token(code, pkce_code_verifier, {**signed, **(extra_data or {})})

    def _signed(self) -> str:
        now = int(time.time())
        claims = {
            "iss": self.consumer_key, "sub": self.consumer_key, "aud": self.access_token_url, "iat": now,
            "exp": now + _SIGNED_FOR_SECONDS, "jti": secrets.token_urlsafe(_RANDOM_BYTES),
        }  # fmt: skip
        return jwt.encode(claims, self.private_key, algorithm="RS256")


class BrokerOAuth2Adapter(OpenIDConnectOAuth2Adapter):  # type: ignore[misc]
    """Talks with the broker. `nonce` is set by the callback from the state that began this log-in."""

    client_class = BrokerClient
    nonce = ""

    def get_client(self, request: HttpRequest, app: Any) -> BrokerClient:
        client: BrokerClient = super().get_client(request, app)
        client.private_key = app.settings.get("private_key", "")
        return client

    @property
    def basic_auth(self) -> bool:
        """Who signs shares no secret, in the header as little as in the form."""
        return not self.get_provider().app.settings.get("private_key") and bool(super().basic_auth)

    @property
    def openid_config(self) -> dict[str, Any]:
        """What the broker says of itself; it must call itself as we call it."""
        config: dict[str, Any] = super().openid_config
        issuer = self.get_provider().app.settings["server_url"]
        if config.get("issuer", "").rstrip("/") != issuer.rstrip("/"):
            raise OAuth2Error("The broker calls itself by another name than its address.")
        return config

    def complete_login(self, request: HttpRequest, app: Any, token: Any, **kwargs: Any) -> Any:
        """The log-in that the ID token proves. A reply without one proves nothing."""
        try:
            claims = read_id_token(
                kwargs["response"].get("id_token") or "",
                keys=self._keys(),
                issuer=self.openid_config["issuer"],
                client_id=app.client_id,
                nonce=self.nonce,
                acr=tuple(app.settings.get("acr", ())),
            )
        except NotBelieved as reason:
            raise OAuth2Error(f"ID token refused: {reason}") from reason
        if "email" not in claims and "userinfo_endpoint" in self.openid_config:
            asked = self._fetch_user_info(token.token)
            if asked.get("sub") != claims["sub"]:
                raise OAuth2Error("The broker told about somebody else than the one who logged in.")
            claims = {**asked, **claims}
        return self.get_provider().sociallogin_from_response(request, {"id_token": claims})

    def _keys(self) -> dict[str, Any]:
        with get_adapter().get_requests_session() as session:
            reply = session.get(self.openid_config["jwks_uri"])
            reply.raise_for_status()
        keys: dict[str, Any] = reply.json()
        return keys

    def get_callback_url(self, request: HttpRequest, app: Any) -> str:
        return request.build_absolute_uri(reverse("broker_callback"))


class BrokerProvider(OpenIDConnectProvider):  # type: ignore[misc]
    """One broker. What is asked of it stands here and in the settings, never in the address of a visitor."""

    id = PROVIDER
    name = "Broker"
    oauth2_adapter_class = BrokerOAuth2Adapter

    def get_login_url(self, request: HttpRequest, **kwargs: Any) -> str:
        query = f"?{urlencode(kwargs)}" if kwargs else ""
        return reverse("broker_login") + query

    def get_callback_url(self) -> str:
        return reverse("broker_callback")

    def get_default_scope(self) -> list[str]:
        return ["openid", "email", "profile"]

    def get_scope_from_request(self, request: HttpRequest) -> list[str]:
        return list(self.get_scope())

    def get_auth_params_from_request(self, request: HttpRequest, action: str) -> dict[str, str]:
        return {}

    def redirect(self, request: HttpRequest, process: str, next_url: str | None = None, **kwargs: Any) -> Any:
        nonce = secrets.token_urlsafe(_RANDOM_BYTES)
        asked = {"nonce": nonce}
        if self.app.settings.get("acr"):
            asked["acr_values"] = " ".join(self.app.settings["acr"])
        kwargs["auth_params"] = asked
        return super().redirect(
            request, process, next_url, state_id=secrets.token_urlsafe(_RANDOM_BYTES), nonce=nonce, **kwargs
        )
