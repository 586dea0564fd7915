"""What an attack may find: every address, every table, and the secrets in an answer."""

from collections.abc import Callable, Iterator
from typing import Any

from django.db import connection
from django.urls import URLPattern, URLResolver

from tests.attacks.conftest import SECRETS

# Written by every request, whoever asks: who looked, who is logged in.
NOT_COUNTED = ("django_session", "usersessions_", "account_", "privacy_", "accounts_accountevent", "procrastinate_")


def addresses(resolver: URLResolver, *, with_parts: bool = True) -> Iterator[tuple[str, str, list[str]]]:
    """The namespace, the full name and the parts of every address of ours; with a part in it, unless all are asked."""
    for namespace, pattern in _ours(resolver):
        parts = list(pattern.pattern.converters)
        if parts or not with_parts:
            yield namespace, f"{namespace}:{pattern.name}", parts


def views(resolver: URLResolver) -> dict[str, Callable[..., Any]]:
    """What answers at every address of ours, by its full name."""
    return {f"{namespace}:{pattern.name}": pattern.callback for namespace, pattern in _ours(resolver)}


def _ours(resolver: URLResolver, namespace: str = "") -> Iterator[tuple[str, URLPattern]]:
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLResolver):
            yield from _ours(pattern, pattern.namespace or namespace)
        elif isinstance(pattern, URLPattern) and pattern.callback.__module__.startswith("thoes") and namespace:
            yield namespace, pattern


def fingerprint() -> dict[str, str]:
    """What stands in every table, so that one changed value shows."""
    found = {}
    with connection.cursor() as cursor:
        cursor.execute("SELECT relname FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace")
        for (table,) in cursor.fetchall():
            if table.startswith(NOT_COUNTED):
                continue
            cursor.execute(f'SELECT md5(string_agg(t::text, chr(10) ORDER BY t::text)) FROM "{table}" t')  # noqa: S608
            found[table] = cursor.fetchone()[0]
    return found


def secrets_in(answer: Any, *, to: str) -> list[str]:
    """The secrets that an answer tells; the province may read where a site stands."""
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    may_read = ("Schuilstraat",) if to == "province policy_adviser" else ()
    return [secret for secret in SECRETS if secret.encode() in body and secret not in may_read]
