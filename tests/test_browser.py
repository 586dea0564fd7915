"""The pages in a real browser: no violation of axe, no error of the security policy, no sideways scrolling on a phone."""

import os
import shutil
from pathlib import Path

import pytest
from django.contrib.staticfiles.testing import StaticLiveServerTestCase
from django.test import override_settings
from playwright.sync_api import Browser, Page, sync_playwright

from thoes.accounts.models import Membership, Role, User
from thoes.housing.models import Bed, Site, Unit
from thoes.places.models import LocalField, Municipality, Organisation, OrganisationKind, Region

PROJECT = Path(__file__).resolve().parent.parent
AXE = PROJECT / "node_modules" / "axe-core" / "axe.min.js"
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or "/usr/bin/chromium"
FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip
PASSWORD = "test-only-password"

pytestmark = [pytest.mark.browser, pytest.mark.slow]


@override_settings(
    PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"],
    THOES_FORCE_MFA=False,
    STORAGES={
        "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    },
)
class PagesInABrowser(StaticLiveServerTestCase):
    """One site of four beds in a municipality, with a site manager and a registration clerk."""

    @classmethod
    def setUpClass(cls) -> None:
        # Playwright runs an event loop; Django would take it for a mistake.
        os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
        super().setUpClass()
        cls.playwright = sync_playwright().start()
        cls.browser: Browser = cls.playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)

    @classmethod
    def tearDownClass(cls) -> None:
        cls.browser.close()
        cls.playwright.stop()
        super().tearDownClass()
        os.environ.pop("DJANGO_ALLOW_ASYNC_UNSAFE")

    def setUp(self) -> None:
        region = Region.objects.create(code="noord", name="Noord-Limburg")
        venlo = Municipality.objects.create(
            code="GM0983", name="Venlo", region=region, local_fields=list(LocalField.values), local_ground="Test"
        )
        houser = Organisation.objects.create(name="Huisvester Voorbeeld", kind=OrganisationKind.HOUSER)
        desk = Organisation.objects.create(
            name="Gemeente Venlo", kind=OrganisationKind.MUNICIPALITY, municipality=venlo
        )
        self.site = Site.objects.create(
            code="T1", name="Testhoeve", street="Proefweg", house_number="1", postcode="0000 AA", town="Venlo",
            municipality=venlo, houser=houser,
        )  # fmt: skip
        for room in ("K1", "K2"):
            unit = Unit.objects.create(site=self.site, name=room)
            Bed.objects.bulk_create([Bed(unit=unit, name=name) for name in "AB"])
        self._user("alice", houser, Role.SITE_MANAGER)
        self._user("bob", desk, Role.REGISTRATION_CLERK)
        self._user("sofie", desk, Role.SUPERVISOR)
        self._user("ada", desk, Role.ADMINISTRATOR)

    def _user(self, name: str, organisation: Organisation, role: Role) -> None:
        Membership.objects.create(
            user=User.objects.create_user(name, password=PASSWORD),
            organisation_id=organisation.pk,
            organisation_kind=organisation.kind,
            organisation_name=organisation.name,
            municipality_code=organisation.municipality_id or "",
            role=role,
        )

    def _page(self, *, width: int, language: str = "nl", user: str | None = None) -> Page:
        context = self.browser.new_context(viewport={"width": width, "height": 800})
        context.add_cookies([{"name": "django_language", "value": language, "url": self.live_server_url}])
        page = context.new_page()
        page.set_default_timeout(15_000)
        self.complaints: list[str] = []
        page.on("console", lambda m: self.complaints.append(m.text) if m.type == "error" else None)
        if user:
            page.goto(f"{self.live_server_url}/account/login/")
            page.fill("input[name=username]", user)
            page.fill("input[name=password]", PASSWORD)
            page.keyboard.press("Enter")
            page.wait_for_url(lambda url: "login" not in url)
        return page

    def _check(self, page: Page, path: str) -> None:
        page.goto(f"{self.live_server_url}{path}")
        page.evaluate(AXE.read_text(encoding="utf-8"))
        violations = page.evaluate("axe.run(document, {resultTypes: ['violations']}).then(r => r.violations)")

        assert [(v["id"], [n["html"] for n in v["nodes"]]) for v in violations] == [], path
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), f"{path} scrolls sideways"
        assert self.complaints == [], path

    def test_public_pages_are_accessible_on_phone_and_desk_in_both_languages(self) -> None:
        for width, language in ((360, "nl"), (1280, "en")):
            page = self._page(width=width, language=language)
            for path in ("/", "/rules/", "/account/login/"):
                self._check(page, path)

    def test_a_site_manager_checks_somebody_in_on_a_phone_and_the_pages_are_accessible(self) -> None:
        page = self._page(width=360, user="alice")
        board = f"/sites-board/{self.site.pk}/"
        page.goto(f"{self.live_server_url}{board}")
        page.get_by_role("link", name="Aanmelden in K1, bed A").click()
        page.get_by_label("Achternaam").fill("Testowska")
        page.get_by_role("button", name="Aanmelden").click()
        page.get_by_text("Testowska").first.wait_for()

        for path in (
            "/today/",
            board,
            f"{board}tonight/",
            f"{board}check-in/",
            "/search/?q=testowska",
            "/actions/",
            "/doubles/",
            "/doubles/decided/",
        ):
            self._check(page, path)

    def test_the_registration_desk_is_accessible(self) -> None:
        for width, language in ((360, "nl"), (1280, "en")):
            self._check(self._page(width=width, language=language, user="bob"), "/registration/")

    def test_the_night_register_of_a_supervisor_is_accessible(self) -> None:
        for width, language in ((360, "nl"), (1280, "en")):
            page = self._page(width=width, language=language, user="sofie")
            for path in ("/night-register/", "/night-register/purpose/"):
                self._check(page, path)

    def test_the_extra_fields_of_a_municipality_are_accessible(self) -> None:
        for width, language in ((360, "nl"), (1280, "en")):
            self._check(self._page(width=width, language=language, user="ada"), "/extra-fields/")

    def test_a_page_stays_under_three_hundred_kilobytes(self) -> None:
        page = self._page(width=360, user="alice")
        sizes: list[int] = []
        page.on("response", lambda r: sizes.append(len(r.body())) if r.ok else None)

        page.goto(f"{self.live_server_url}/today/", wait_until="networkidle")

        assert 0 < sum(sizes) < 300_000
