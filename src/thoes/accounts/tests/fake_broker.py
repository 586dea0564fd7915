"""A broker in the same process that speaks OpenID Connect over HTTP: discovery, authorise, token, keys, userinfo.

It is strict where a real one is: the secret of the client, the address to return to, PKCE, a code that works once. What
it says of the person, and how it lies, is set by the test.
"""

import base64
import hashlib
import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa

CLIENT, SECRET = "thoes", "broker-secret"


def new_key() -> rsa.RSAPrivateKey:
    """A signing key."""
    return rsa.generate_private_key(public_exponent=65537, key_size=2048)


KEY, ANOTHER_KEY = new_key(), new_key()


@dataclass
class FakeBroker:
    """`claims` is what it says of who logs in; `lies` replaces claims of the ID token (None leaves one out)."""

    issuer: str = ""
    claims: dict[str, Any] = field(default_factory=lambda: {"sub": "person-1"})
    lies: dict[str, Any] = field(default_factory=dict)
    userinfo: dict[str, Any] = field(default_factory=dict)
    calls_itself: str = ""
    sign_with: Any = field(default_factory=lambda: KEY)
    algorithm: str = "RS256"
    key_id: str = "key-1"
    codes: dict[str, dict[str, str]] = field(default_factory=dict)
    client_key: Any = None
    refusals: list[str] = field(default_factory=list)

    def authorise(self, asked: dict[str, str]) -> str:
        """Log the person in and give the address to send the browser back to."""
        code = f"code-{len(self.codes)}-{time.monotonic_ns()}"
        self.codes[code] = asked
        return f"{asked['redirect_uri']}?{urlencode({'code': code, 'state': asked['state']})}"

    def token(self, sent: dict[str, str]) -> dict[str, Any] | None:
        """Change a code for an ID token, or refuse."""
        asked = self.codes.pop(sent.get("code", ""), None)
        challenge = hashlib.sha256(sent.get("code_verifier", "").encode()).digest()
        complaint = (
            "code" * (asked is None)
            or "secret" * (not self._knows(sent))
            or "redirect" * (asked is not None and sent.get("redirect_uri") != asked["redirect_uri"])
            or "pkce" * (asked is not None and asked.get("code_challenge") != _text(challenge))
        )
        if complaint or asked is None:
            self.refusals.append(complaint)
            return None
        return {"access_token": "access", "token_type": "Bearer", "id_token": self._id_token(asked)}

    def _knows(self, sent: dict[str, str]) -> bool:
        """Whether the client proves who it is: by the secret, or where a key is agreed by signing with that key alone."""
        if self.client_key is None:
            return (sent.get("client_id"), sent.get("client_secret")) == (CLIENT, SECRET)
        try:
            said = jwt.decode(
                sent.get("client_assertion", ""), self.client_key, algorithms=["RS256"], audience=f"{self.issuer}/token"
            )
        except jwt.PyJWTError:
            return False
        return said["iss"] == said["sub"] == CLIENT and "client_secret" not in sent

    def _id_token(self, asked: dict[str, str]) -> str:
        now = int(time.time())
        claims = {
            "iss": self.issuer, "aud": CLIENT, "iat": now, "exp": now + 60, "nonce": asked.get("nonce"), **self.claims
        } | self.lies  # fmt: skip
        said = {name: value for name, value in claims.items() if value is not None}
        return jwt.encode(said, self.sign_with, algorithm=self.algorithm, headers={"kid": self.key_id})

    def answer(self, path: str) -> dict[str, Any] | None:
        """What it says of itself, its keys, and of the person."""
        if path == "/.well-known/openid-configuration":
            return {
                "issuer": self.calls_itself or self.issuer,
                "authorization_endpoint": f"{self.issuer}/authorise",
                "token_endpoint": f"{self.issuer}/token",
                "jwks_uri": f"{self.issuer}/keys",
                "userinfo_endpoint": f"{self.issuer}/userinfo",
                "token_endpoint_auth_methods_supported": ["client_secret_post"],
            }
        if path == "/keys":
            public = json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(KEY.public_key()))
            return {"keys": [public | {"kid": "key-1", "use": "sig", "alg": "RS256"}]}
        return {"sub": self.claims["sub"], **self.userinfo} if path == "/userinfo" else None


@contextmanager
def running(broker: FakeBroker) -> Iterator[FakeBroker]:
    """Serve it on a free port of this machine."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self._reply(broker.answer(urlsplit(self.path).path), missing=404)

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"])).decode()
            self._reply(broker.token({name: values[0] for name, values in parse_qs(body).items()}), missing=400)

        def _reply(self, said: dict[str, Any] | None, *, missing: int) -> None:
            content = json.dumps(said or {"error": "invalid_grant"}).encode()
            self.send_response(200 if said is not None else missing)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, *args: Any) -> None:
            """Keep the output of the tests quiet."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    broker.issuer = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield broker
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def _text(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).decode().rstrip("=")
