"""Other people's ids in every address: read and written by everybody whose business it is not.

An address with a part that no victim is made for fails the test, so a new page cannot stay out of it.
"""

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import get_resolver, reverse

from tests.attacks.looking import addresses, fingerprint, secrets_in

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

ATTACKERS = [
    "nobody", "another housing provider", "another site manager", "weert registration_clerk", "weert supervisor",
    "weert permit_officer", "weert administrator", "province policy_adviser", "province province_administrator",
    "midden region_adviser",
    "weert privacy_officer", "province privacy_officer",
    "labour supplier employer_clerk", "labour supplier employer_administrator",
    "weert guide_local_editor", "province guide_reviewer_ro",
]  # fmt: skip

# Who may open these of somebody else, and why. A page that opens still tells none of the secrets.
OPEN_TO_ALL = {
    "guide:rule": "the rule book is public and names nobody",
    "guide:rule-topic": "the rule book is public and names nobody",
    "monitor:area": "the monitor is public and holds numbers that everybody may read",
    "monitor:csv": "the monitor is public and holds numbers that everybody may read",
    "monitor:json": "the monitor is public and holds numbers that everybody may read",
    "monitor:csv-of": "the monitor is public and holds numbers that everybody may read",
    "monitor:json-of": "the monitor is public and holds numbers that everybody may read",
    "monitor:parquet": "the monitor is public and holds numbers that everybody may read",
    "monitor:parquet-of": "the monitor is public and holds numbers that everybody may read",
    "monitor:quoted": "figures of another bureau are shown to everybody, with their source",
    "monitor:report-of": "the monitor is public and holds numbers that everybody may read",
    "guide:guide": "the guide is public and names nobody",
    "guide:guide-search": "the guide is public and names nobody",
    "guide:guide-words": "the guide is public and names nobody",
    "guide:paths": "the guide is public and names nobody",
    "guide:path": "anyone asks, and nothing of the answers is kept",
    "guide:path-tables": "the guide is public and names nobody",
    "guide:article": "the guide is public and names nobody",
    "guide:employers": "the guide is public and names nobody",
    "guide:help": "who helps is public, once somebody checked it",
    "guide:helper": "who helps is public, once somebody checked it",
    "guide:help-data-in": "who helps is public, once somebody checked it",
    "guide:events": "what there is to do is public, and hidden events are not found",
    "guide:events-in": "what there is to do is public, and hidden events are not found",
    "guide:events-feed": "what there is to do is public, and hidden events are not found",
    "guide:town": "the pages of a municipality are public and name nobody",
    "guide:town-article": "the pages of a municipality are public and name nobody",
    "guide:town-own-page": "the pages of a municipality are public and name nobody",
    "guide:article-feedback": "anyone says whether an article was clear, and an empty form says nothing",
    "guide:asked": "the guide is public and names nobody",
    "guide:words-feedback": "anyone says whether the word list was clear, and an empty form says nothing",
    "guide:helper-feedback": "anyone says what was wrong with a contact, and an empty form says nothing",
    "guide:town-feedback": "anyone says whether the pages were clear, and an empty form says nothing",
    "guide:town-own-page-feedback": "anyone says whether the pages were clear, and an empty form says nothing",
    "guide:town-article-feedback": "anyone says whether an article was clear, and an empty form says nothing",
    "guide:article-code": "the guide is public and names nobody",
    "guide:guide-manifest": "the guide is public and names nobody",
    "guide:guide-pack": "the guide is public, and a pack is drawn for nobody",
    "guide:guide-pack-card": "the guide is public, and a pack is drawn for nobody",
    "guide:guide-not-kept": "the guide is public and names nobody",
    "guide:guide-whole": "the guide is public and names nobody",
    "guide:guide-topic": "the guide is public and names nobody",
    "guide:guide-search-index": "the guide is public and names nobody",
    "guide:guide-not-found": "anyone says that a search found nothing, and an empty form says nothing",
    "receipts:verify-number": "anyone verifies a receipt by its number",
    "accounts:open-invitation": "whoever holds the link of the e-mail",
    "registration:stop-digest": "whoever holds the link of the e-mail",
    "retention:proof": "of the own organisation: it names no row",
    "retention:term": "of the own organisation: it names no row",
    "accountability:processing-file": "of the own organisation: it names no row",
    "accountability:dpia-file": "of the own organisation: it names no row",
    "register:night-register-export": "of the own territory: it names no row",
}
# The province reads sites and plans without people, and records quality labels and what it agreed with municipalities.
PROVINCE_MAY = (
    "housing:card", "housing:history", "housing:permit", "housing:add-quality-label", "housing:edit-quality-label",
    "housing:void-quality-label", "housing:restore-quality-label", "housing:add-shortcoming", "housing:mend-shortcoming",
    "housing:unmend-shortcoming", "pipeline:plan", "pipeline:company", "pipeline:meet-effort",
    "pipeline:void-effort", "pipeline:restore-effort",
)  # fmt: skip
PROVINCE_WRITES = {
    "housing_qualitylabel",
    "housing_qualitylabelevent",
    # For which organisation and in which role a quality label was written.
    "pghistory_context",
    "housing_shortcoming",
    "housing_shortcomingevent",
    "pipeline_effortagreement",
}

# The province keeps the contacts of every municipality; who may be shown to nobody else is shown to who keeps them.
PROVINCE_KEEPS = (
    "contacts:contact", "contacts:change", "contacts:right", "contacts:gone", "contacts:back", "contacts:take-over",
    "contacts:person",
    # And the events of every municipality.
    "events:event", "events:change", "events:move", "events:cancel-date", "events:put-date-back", "events:cancel",
    "events:hold", "events:right", "events:take-away", "events:put-back", "events:text", "events:undo",
    "events:change-calendar", "events:ask-calendar", "events:remove-calendar",
)  # fmt: skip
KEPT = {
    "contacts_contact",
    "contacts_proposal",
    "contacts_checkrecord",
    "events_keptevent",
    "events_eventrecord",
    "events_eventcalendar",
}


@pytest.mark.parametrize("who", ATTACKERS)
def test_ids_of_others_open_and_change_nothing(who: str, world, attacker) -> None:
    client = attacker(who)
    before = fingerprint()
    wrong = []
    for namespace, name, parts in addresses(get_resolver()):
        path = reverse(name, kwargs={part: world.value(namespace, part) for part in parts})
        for method in (client.get, client.post):
            answer = method(path)
            keeps = who == "province province_administrator" and name in PROVINCE_KEEPS
            told = [] if keeps else secrets_in(answer, to=who)
            if told:
                wrong.append(f"{method.__name__} {name} tells {told}")
            if not keeps and not _is_refused(client, answer, who, name):
                wrong.append(
                    f"{method.__name__} {name} answers {answer.status_code} {answer.headers.get('Location', '')}"
                )

    after = fingerprint()
    changed = {table for table in before if before[table] != after[table]}
    assert not wrong, "\n".join(wrong)
    assert changed <= {"province policy_adviser": PROVINCE_WRITES, "province province_administrator": KEPT}.get(
        who, set()
    )


def _is_refused(client: Client, answer: HttpResponse, who: str, name: str) -> bool:
    if answer.status_code in (400, 403, 404, 405) or name in OPEN_TO_ALL:
        return True
    if who == "province policy_adviser" and name in PROVINCE_MAY:
        return True
    if answer.status_code != 302:
        return False
    # Sent away to log in, or back to the own pages with the reason.
    there = answer.headers["Location"]
    return there.startswith("/account/login/") or b"utrecht-alert--error" in client.get(there).content


@pytest.mark.parametrize("who", ["alice", "bob", "sofie", "vera"])
def test_opening_a_page_changes_nothing(who, world, request, logged_in) -> None:
    """A link in somebody else's page or letter is opened with the reader's own session."""
    client, before = logged_in(request.getfixturevalue(who)), fingerprint()

    for namespace, name, parts in addresses(get_resolver(), with_parts=False):
        client.get(reverse(name, kwargs={part: world.value(namespace, part) for part in parts}))

    changed = {table for table, content in fingerprint().items() if before[table] != content}
    assert changed == set()
    assert client.get("/account/").status_code == 200
