"""Who stole the password of an official, and has no second step: every address there is, and nothing behind it."""

from collections.abc import Iterator

import pytest
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from tests.attacks.looking import addresses, fingerprint, secrets_in

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

# What sets up a second step, leaves, or shows nothing but texts.
OPEN = {
    "accounts:login", "accounts:logout", "accounts:choose-organisation", "accounts:invitation",
    "accounts:open-invitation", "ui:language", "ui:offline", "ui:service-worker", "ui:web-manifest",
    "guide:rulebook", "guide:rule", "guide:rule-topic", "guide:choose-language", "guide:guide", "guide:guide-search",
    "guide:guide-words", "guide:article", "guide:article-code",
    # What a reader of the guide keeps on a telephone: the same texts, drawn for nobody.
    "guide:guide-worker", "guide:guide-manifest", "guide:guide-pack", "guide:guide-pack-card", "guide:guide-not-kept",
    "guide:guide-whole", "guide:guide-topic", "guide:guide-search-index",
    "guide:choose-help", "guide:help", "guide:helper", "guide:help-data", "guide:help-data-in", "guide:employers",
    "guide:poster", "guide:paths", "guide:path", "guide:asked",
    "guide:events", "guide:events-in", "guide:event", "guide:event-file", "guide:events-feed",
    "guide:path-tables",
    # What a municipality wrote is for everybody, what an employer wrote for who has its code.
    "guide:town", "guide:town-own-page", "guide:town-article", "guide:with-code", "guide:with-code-own-page",
    "guide:with-code-article",
    # Numbers that everybody may read. "What if" is not among them: a member sees what the own organisation saved.
    "monitor:start", "monitor:length-of-stay", "monitor:unseen", "monitor:outlook", "monitor:vision-numbers", "monitor:map",
    "monitor:area", "monitor:data", "monitor:catalogue", "monitor:csv", "monitor:json", "monitor:parquet", "monitor:csv-of",
    "monitor:json-of", "monitor:parquet-of", "monitor:changes", "monitor:changes-csv", "monitor:definitions",
    "monitor:table", "monitor:report", "monitor:report-of", "monitor:others", "monitor:quoted", "monitor:quoted-csv",
    "monitor:quoted-json", "monitor:quoted-parquet", "monitor:choose-area",
}  # fmt: skip
OPEN_OF_ALLAUTH = {
    "account_login", "account_logout", "account_reauthenticate", "mfa_index", "mfa_activate_totp", "mfa_add_webauthn",
    "mfa_view_recovery_codes", "mfa_download_recovery_codes", "mfa_reauthenticate", "mfa_reauthenticate_webauthn",
}  # fmt: skip
SET_UP = "/account/second-step/"


def _of_allauth(resolver: URLResolver) -> Iterator[str]:
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLResolver) and pattern.namespace is None:
            yield from _of_allauth(pattern)
        elif isinstance(pattern, URLPattern) and pattern.name and ":" not in pattern.name:
            yield pattern.name


@pytest.mark.parametrize("method", ["get", "post"])
def test_without_the_second_step_nothing_opens_and_nothing_changes(method, world, bob, logged_in, settings) -> None:
    settings.THOES_FORCE_MFA = True
    client, before, wrong = logged_in(bob), fingerprint(), []

    for namespace, name, parts in addresses(get_resolver(), with_parts=False):
        if name in OPEN:
            continue
        answer = getattr(client, method)(reverse(name, kwargs={part: world.value(namespace, part) for part in parts}))
        if answer.status_code != 302 or answer["Location"] != SET_UP or secrets_in(answer, to=""):
            wrong.append(f"{name} answers {answer.status_code}")

    assert not wrong, "\n".join(wrong)
    assert before == fingerprint()


@pytest.mark.parametrize("method", ["get", "post"])
def test_no_page_of_allauth_leads_around_the_second_step(method, bob, logged_in, settings) -> None:
    settings.THOES_FORCE_MFA = True
    client, names = logged_in(bob), set(_of_allauth(get_resolver())) - OPEN_OF_ALLAUTH
    values = {"mfa_remove_webauthn": [1], "mfa_edit_webauthn": [1], "account_reset_password_from_key": ["0", "x"]}

    answers = {name: getattr(client, method)(reverse(name, args=values.get(name, []))) for name in names}

    assert len(names) > 10
    assert {name for name, answer in answers.items() if answer.get("Location") != SET_UP} == set()
