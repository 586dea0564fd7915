"""People and places that the tests share: Alice, Bob and Charlie. Charlie always belongs to another housing provider."""

import gc
import os
import shutil
import uuid
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import hypothesis
import pytest
from django.conf import settings as django_settings
from django.db import connection
from django.test import Client
from django.utils import translation
from playwright.sync_api import Browser, sync_playwright
from pytest_django import DjangoDbBlocker

from thoes.accounts.models import Membership, User
from thoes.accounts.public import Actor, actor_of
from thoes.foundation.database_roles import ConnectAs
from thoes.foundation.modules import Role
from thoes.housing.models import Bed, Site, Unit
from thoes.housing.public import PERMIT_OFFICER, POLICY_ADVISER, SITE_MANAGER, SUPERVISOR
from thoes.places.models import LocalField, Municipality, Organisation, OrganisationKind, Region
from thoes.privacy.public import PRIVACY_OFFICER
from thoes.register.public import REGISTRATION_CLERK
from thoes.ui.building import compile_messages


def pytest_configure() -> None:
    # Everything of the house stands in memory, and looking it through for what is left over took a tenth of the time.
    gc.set_threshold(10_000, 20, 50)
    # The sample module is no part of the package that is built.
    compile_messages(Path(__file__).parent / "tests")


# How long an example takes tells how busy the machine is, and a test of a rule may not fail on that.
hypothesis.settings.register_profile("thoes", deadline=None, suppress_health_check=[hypothesis.HealthCheck.too_slow])
hypothesis.settings.load_profile("thoes")

QUICK = {
    "PASSWORD_HASHERS": ["django.contrib.auth.hashers.MD5PasswordHasher"],
    # Officials of the tests come in with a password alone; the tests of accounts switch this on again.
    "THOES_FORCE_MFA": False,
    "STORAGES": {
        **django_settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    },
}
NOON = datetime(2026, 5, 14, 12, 0, tzinfo=UTC)


@pytest.hookimpl(wrapper=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> Iterator[None]:
    """Mark what runs without a database or browser in a module, before `-m` chooses: those tests are run with a floor under
    their coverage.

    And put first, after the shuffle, what takes long: of two processes one would otherwise stand idle while the other ends
    its last module.
    """
    for item in items:
        needs_more = {"db", "transactional_db", "live_server"} & {*getattr(item, "fixturenames", ())} or any(
            item.get_closest_marker(mark) for mark in ("django_db", "browser")
        )
        if not needs_more and item.path.is_relative_to(item.config.rootpath / "src"):
            item.add_marker("pure")
    yield
    items.sort(key=_comes_after_what_takes_longer)


# Minutes, in one test or in few; all of them are marked slow.
_LONGEST = ("tests/test_bench.py", "tests/attacks/", "tests/drills/")


def _comes_after_what_takes_longer(item: pytest.Item) -> int:
    """The place of its module; modules of one place stay in the order of the shuffle, and each stays whole."""
    where = item.path.relative_to(item.config.rootpath).as_posix()
    return next((place for place, start in enumerate(_LONGEST) if where.startswith(start)), len(_LONGEST))


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    django_db_modify_db_settings_parallel_suffix: None, django_db_blocker: DjangoDbBlocker
) -> None:
    """The tests make a database of their own, which neither the owner nor the site may."""
    django_settings.DATABASES["default"]["CONNECT_AS"] = ConnectAs.SUPERUSER
    if "DATABASE_URL" not in os.environ:
        with django_db_blocker.unblock():
            _write_nothing_to_the_disk_at_once()


def _write_nothing_to_the_disk_at_once() -> None:
    """What a power cut takes from the server of the tests, the next run makes anew; a test that commits waits for no disk.

    After such a cut, delete `var/test`. The drills have servers of their own, as an installation has.
    """
    with connection._nodb_cursor() as cursor:
        for setting in ("fsync", "full_page_writes", "synchronous_commit"):
            cursor.execute(f"ALTER SYSTEM SET {setting} = off")
        cursor.execute("SELECT pg_reload_conf()")


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """A real browser, without a window."""
    # Playwright runs an event loop; Django would take it for a mistake.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    flags = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"]
    with sync_playwright() as playwright:
        path = shutil.which("chromium") or "/usr/bin/chromium"
        started = playwright.chromium.launch(executable_path=path, args=flags)
        yield started
        started.close()
    os.environ.pop("DJANGO_ALLOW_ASYNC_UNSAFE")


@pytest.fixture(scope="session", autouse=True)
def _empty_static_root(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Nothing was collected: whitenoise looks there for each client and server, and warns of a folder that is not there."""
    django_settings.STATIC_ROOT = tmp_path_factory.mktemp("static")


@pytest.fixture(autouse=True)
def _quick_start(settings) -> None:
    # The page that another test asked for last may have been in English.
    translation.deactivate()
    for name, value in QUICK.items():
        setattr(settings, name, value)


@pytest.fixture(autouse=True)
def _no_job_stays_behind(request: pytest.FixtureRequest) -> Iterator[None]:
    """A test that commits leaves its jobs: Django empties its own tables only, and the queue's are not.

    Whoever looks at the queue afterwards would find work that waits, for as long as the tests already run.
    """
    marker = request.node.get_closest_marker("django_db")
    if not (
        (marker and marker.kwargs.get("transaction")) or {"transactional_db", "live_server"} & {*request.fixturenames}
    ):
        yield
        return
    request.getfixturevalue("transactional_db")
    yield
    with connection.cursor() as cursor:
        cursor.execute("TRUNCATE procrastinate_jobs CASCADE")


@pytest.fixture
def venlo(db) -> Municipality:
    """A municipality that switched every local field on."""
    region, _ = Region.objects.get_or_create(code="noord", defaults={"name": "Noord-Limburg"})
    return Municipality.objects.create(
        code="GM0983", name="Venlo", region=region, local_fields=list(LocalField.values), local_ground="Test ground"
    )


@pytest.fixture
def weert(db) -> Municipality:
    """A municipality that keeps to the five fields of article 438 Sr."""
    region, _ = Region.objects.get_or_create(code="midden", defaults={"name": "Midden-Limburg"})
    return Municipality.objects.create(code="GM0988", name="Weert", region=region)


@pytest.fixture
def make_site() -> Callable[..., Site]:
    """make_site(housing provider, municipality, rooms=2, beds=2) -> a site with units K1.. and beds A, B.."""

    def make(provider: Organisation, municipality: Municipality, *, rooms: int = 2, beds: int = 2) -> Site:
        number = Site.objects.count() + 1
        site = Site.objects.create(
            code=f"T{number}",
            name=f"Testhoeve {number}",
            street="Proefweg",
            house_number=str(number),
            postcode="0000 AA",
            town=municipality.name,
            municipality=municipality,
            provider=provider,
        )
        for room in range(rooms):
            unit = Unit.objects.create(site=site, name=f"K{room + 1}", position=room)
            for bed in range(beds):
                Bed.objects.create(unit=unit, name="ABCDEFGH"[bed], position=bed)
        return site

    return make


def _actor(username: str, organisation: Organisation, role: Role) -> Actor:
    user = User.objects.create_user(username, email=f"{username}@example.nl", password="test-only-password")
    membership = Membership.objects.create(
        user=user,
        organisation_id=organisation.pk,
        organisation_kind=organisation.kind,
        organisation_name=organisation.name,
        municipality_code=organisation.municipality_id or "",
        role=role,
    )
    return actor_of(membership)


@pytest.fixture
def provider(db) -> Organisation:
    return Organisation.objects.create(name="Huisvester Voorbeeld", kind=OrganisationKind.PROVIDER)


@pytest.fixture
def other_provider(db) -> Organisation:
    return Organisation.objects.create(name="Huisvester Anders", kind=OrganisationKind.PROVIDER)


@pytest.fixture
def alice(provider) -> Actor:
    """Site manager of Huisvester Voorbeeld."""
    return _actor("alice", provider, SITE_MANAGER)


@pytest.fixture
def charlie(other_provider) -> Actor:
    """Site manager of another housing provider: may see nothing of Alice's."""
    return _actor("charlie", other_provider, SITE_MANAGER)


@pytest.fixture
def desk(venlo) -> Organisation:
    """The municipality of Venlo as an organisation."""
    return Organisation.objects.create(name="Gemeente Venlo", kind=OrganisationKind.MUNICIPALITY, municipality=venlo)


@pytest.fixture
def bob(desk) -> Actor:
    """Registration clerk of Venlo."""
    return _actor("bob", desk, REGISTRATION_CLERK)


@pytest.fixture
def sofie(desk) -> Actor:
    """Designated supervisor of Venlo."""
    return _actor("sofie", desk, SUPERVISOR)


@pytest.fixture
def vera(desk) -> Actor:
    """Housing and permits officer of Venlo."""
    return _actor("vera", desk, PERMIT_OFFICER)


@pytest.fixture
def fleur(desk) -> Actor:
    """Privacy officer of Venlo: sees who looked, and no person."""
    return _actor("fleur", desk, PRIVACY_OFFICER)


@pytest.fixture
def pim(provider) -> Actor:
    """Privacy officer of Huisvester Voorbeeld."""
    return _actor("pim", provider, PRIVACY_OFFICER)


@pytest.fixture
def wim(weert) -> Actor:
    """Housing and permits officer of Weert: may see nothing of Venlo."""
    desk = Organisation.objects.create(name="Gemeente Weert", kind=OrganisationKind.MUNICIPALITY, municipality=weert)
    return _actor("wim", desk, PERMIT_OFFICER)


@pytest.fixture
def paula(db) -> Actor:
    """Policy adviser of the province."""
    province = Organisation.objects.create(name="Provincie Limburg", kind=OrganisationKind.PROVINCE)
    return _actor("paula", province, POLICY_ADVISER)


@pytest.fixture
def logged_in() -> Callable[[Actor], Client]:
    """logged_in(actor) -> a test client that acts as this actor."""

    def login(actor: Actor) -> Client:
        client = Client()
        client.force_login(User.objects.get(pk=actor.user_id))
        return client

    return login


@pytest.fixture
def site(provider, venlo, make_site) -> Site:
    return make_site(provider, venlo)


@pytest.fixture
def nonce() -> Callable[[], uuid.UUID]:
    return uuid.uuid4
