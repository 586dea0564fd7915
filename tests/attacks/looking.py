"""What an attack may find: every address, every table, and the secrets in an answer."""

from collections.abc import Iterator
from typing import Any

from django.db import connection
from django.urls import URLPattern, URLResolver

from tests.attacks.conftest import SECRETS

# Written by every request, whoever asks: who looked, who is logged in.
NOT_COUNTED = ("django_session", "usersessions_", "account_", "privacy_", "accounts_accountevent", "procrastinate_")


def addresses(
    resolver: URLResolver, namespace: str = "", *, with_parts: bool = True
) -> Iterator[tuple[str, str, list[str]]]:
    """The namespace, the full name and the parts of every address of ours; with a part in it, unless all are asked."""
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLResolver):
            yield from addresses(pattern, pattern.namespace or namespace, with_parts=with_parts)
        elif isinstance(pattern, URLPattern) and pattern.callback.__module__.startswith("thoes") and namespace:
            parts = list(pattern.pattern.converters)
            if parts or not with_parts:
                yield namespace, f"{namespace}:{pattern.name}", parts


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
