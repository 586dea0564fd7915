"""One purpose per task: what a page declares, what the database is told and what the log says are the same, everywhere.

On the same walk the head of every page is looked at: one heading, at most one sentence, one button, the rest behind "More".
"""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from inspect import unwrap
from typing import Any

import pytest
from django.db import connection, transaction
from django.db.models import Max
from django.test import Client
from django.urls import get_resolver, reverse

from tests.attacks.conftest import World
from tests.attacks.looking import addresses, views
from tests.attacks.test_page_heads import is_page, wrong_in_the_head
from thoes.accounts.permissions import all_roles, may
from thoes.accounts.public import ADMINISTRATOR, PROVIDER_ADMINISTRATOR, Actor
from thoes.foundation.modules import Role
from thoes.housing.public import (
    HOUSING_PERMITS,
    KEEP_NIGHT_REGISTER,
    PERMIT_OFFICER,
    POLICY_ADVISER,
    SUPERVISE_NIGHT_REGISTER,
    SUPERVISOR,
)
from thoes.privacy.models import ProcessingRecord
from thoes.privacy.public import (
    ANSWER_REQUEST,
    PRIVACY_OFFICER,
    WATCH_OVER_USE,
    all_purposes,
    purpose_of,
    who_looks_for,
)
from thoes.privacy.row_security import declared_policies
from thoes.register.public import BRP_REGISTRATION, REGISTRATION_CLERK
from thoes.ui.lists.page import ListPage
from thoes.ui.todays_tasks import declared_counts
from thoes.work.public import CHECK_OWN_WORKERS_PURPOSE, EMPLOYER_CLERK

pytestmark = pytest.mark.django_db

WHO = {
    PROVIDER_ADMINISTRATOR: {KEEP_NIGHT_REGISTER, ANSWER_REQUEST},
    REGISTRATION_CLERK: {BRP_REGISTRATION, ANSWER_REQUEST},
    SUPERVISOR: {SUPERVISE_NIGHT_REGISTER},
    PERMIT_OFFICER: set(),
    ADMINISTRATOR: set(),
    PRIVACY_OFFICER: {WATCH_OVER_USE},
    EMPLOYER_CLERK: {CHECK_OWN_WORKERS_PURPOSE},
    POLICY_ADVISER: set(),
}
# Counts whom a colleague of the own office could see, in each of the purposes of that colleague; the log says why.
AS_COLLEAGUES = {
    "accountability:breach-count": set(all_purposes()),
    "accountability:breach-numbers": set(all_purposes()),
}
# Say beside each site how many findings are open there, of checks that name no person; nothing of it is logged.
BEFORE_A_VISIT = {"register:night-register", "register:night-register-show", "register:night-register-export"}
# Texts of the guide: what is published of them everybody reads, and nobody stands in them; their own tests hold the drafts.
TEXTS_FOR_READERS = {"guide_articleversion", "guide_layer", "guide_layerversion"}
# Of these the row policy shows everybody what was published, and who agreed to be found as the one who answers.
PARTLY_SHOWN_TO_ALL = {"events_keptevent", "contacts_contactperson"}
# Rows that everybody may read are about nobody.
OF_PEOPLE = sorted(
    table
    for table, policy in declared_policies().items()
    if policy.see.sql != "true" and table not in TEXTS_FOR_READERS
)
_NAMES = re.compile(r"\b(" + "|".join(OF_PEOPLE) + r")\b")


def _also(name: str, actor: Actor) -> set[str]:
    """The other purposes of a page, that shows numbers and no person: of the pages to which the tasks of today lead."""
    if name == "register:today":
        return {str(counts.purpose) for counts in declared_counts() if actor.may(counts.needs)}
    if name in BEFORE_A_VISIT:
        return {HOUSING_PERMITS}
    if name == "monitor:what-if":
        # A page for everybody, with the scenarios that the own organisation saved: they hold nobody.
        return {HOUSING_PERMITS}
    return set(AS_COLLEAGUES.get(name, ()))


@dataclass
class Heard:
    """The purposes that the database was told when it was asked for rows of people on behalf of the one who asks."""

    purposes: set[str] = field(default_factory=set)
    tables: set[str] = field(default_factory=set)


@contextmanager
def _listening() -> Iterator[Heard]:
    heard = Heard()

    def ask(execute: Callable[..., Any], statement: Any, params: Any, many: bool, context: Any) -> Any:
        found = set(_NAMES.findall(str(statement)))
        if found:
            raw = connection.connection.execute("SELECT current_user, current_setting('thoes.purpose', true)")
            role, purpose = raw.fetchone()
            if role == "thoes_app":
                heard.purposes.add(purpose or "")
                heard.tables |= found
        return execute(statement, params, many, context)

    with connection.execute_wrapper(ask):
        yield heard


def _is_list(view: Callable[..., Any]) -> bool:
    return isinstance(getattr(unwrap(view), "__self__", None), ListPage)


@dataclass
class Walk:
    """What one role met on all addresses there are: what was asked and logged, and the heads of the pages."""

    who: Role
    wrong: list[str] = field(default_factory=list)
    logged: set[str] = field(default_factory=set)
    pages: int = 0
    heads: dict[str, list[str]] = field(default_factory=dict)


@pytest.fixture(scope="module", params=WHO)
def walk(request, world, somebody) -> Walk:
    """Every address asked and written to once, for all that is looked at on the way."""
    made = Walk(request.param)
    with transaction.atomic():
        _walk_on(made, world, *somebody(made.who))
        transaction.set_rollback(True)
    return made


def _walk_on(walk: Walk, world: World, actor: Actor, client: Client) -> None:
    by_name = views(get_resolver())
    for namespace, name, parts in addresses(get_resolver(), with_parts=False):
        page = reverse(name, kwargs={part: world.value(namespace, part) for part in parts})
        # A list is also a file, and may be of one person only.
        lists = ["?file=csv", f"?person={world.values['person_id']}"] if _is_list(by_name[name]) else []
        declared = purpose_of(actor, getattr(by_name[name], "purposes", ()))
        for method, path in ((client.get, page), *((client.get, page + asked) for asked in lists), (client.post, page)):
            # What a form without a word in it does is taken back, also when it logs out.
            cookies = client.cookies.copy()
            with transaction.atomic(), _listening() as heard:
                last = ProcessingRecord.objects.aggregate(last=Max("pk"))["last"] or 0
                answer = method(path)
                logged = set(ProcessingRecord.objects.filter(pk__gt=last).values_list("purpose", flat=True))
                transaction.set_rollback(True)
            client.cookies = cookies
            walk.logged |= logged
            may_ask = {declared, *_also(name, actor)}
            if declared is None and heard.tables <= PARTLY_SHOWN_TO_ALL:
                # A public page, which looks for nobody and so for no purpose.
                may_ask.add("")
            if heard.purposes - may_ask or logged - {declared}:
                walk.wrong.append(
                    f"{method.__name__} {path} declares {declared}, asks {sorted(heard.tables)} for {heard.purposes}"
                    f" and logs {logged}"
                )
            if method == client.get and path == page and is_page(answer):
                walk.pages += 1
                if found := list(wrong_in_the_head(answer.content.decode())):
                    walk.heads[name] = found


@pytest.mark.slow
def test_declaration_database_and_log_say_the_same_purpose_on_every_address(walk: Walk) -> None:
    assert not walk.wrong, "\n".join(walk.wrong)
    assert walk.logged == WHO[walk.who]


@pytest.mark.slow
def test_the_head_of_every_page_has_one_heading_one_sentence_and_one_button(walk: Walk) -> None:
    assert walk.pages > 15
    assert walk.heads == {}


def test_no_role_has_two_purposes_on_one_page() -> None:
    declared = {name: view.purposes for name, view in views(get_resolver()).items() if getattr(view, "purposes", ())}
    assert len(declared) > 150
    assert {purpose for purposes in declared.values() for purpose in purposes} <= set(all_purposes())

    twofold = {
        (name, kind, role)
        for name, purposes in declared.items()
        for role in all_roles()
        for kind in role.kinds
        if sum(any(may(role, one) for one in who_looks_for(purpose)) for purpose in purposes) > 1
    }
    assert twofold == set()
