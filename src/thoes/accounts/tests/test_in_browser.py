"""Passkeys in a real browser, with a device made of software; and the pages of accounts under axe and the policy."""

import os
import shutil
from pathlib import Path

import pytest
from allauth.mfa.models import Authenticator
from django.contrib.staticfiles.testing import StaticLiveServerTestCase
from django.db import connections
from django.test import override_settings
from playwright.sync_api import Browser, Page, sync_playwright

from thoes.accounts.models import Membership, User
from thoes.accounts.permissions import PROVINCE_ADMINISTRATOR

AXE = Path(__file__).resolve().parents[4] / "node_modules" / "axe-core" / "axe.min.js"
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or "/usr/bin/chromium"
FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip
PASSWORD = "test-only-password"
DEVICE = {
    "protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True,
    "isUserVerified": True, "automaticPresenceSimulation": True,
}  # fmt: skip

pytestmark = [pytest.mark.browser, pytest.mark.slow]


@override_settings(
    PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"],
    STORAGES={
        "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    },
)
class AccountsInABrowser(StaticLiveServerTestCase):
    """An administrator of the province who has to set up a second step."""

    # A passkey belongs to a name, not to a number.
    host = "localhost"

    @classmethod
    def setUpClass(cls) -> None:
        # Playwright runs an event loop; Django would take it for a mistake.
        os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
        # A browser keeps its connections open, and each would keep one to the database.
        connections.settings["default"]["CONN_MAX_AGE"] = 0
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
        # Here and not above: the settings of every test come in between.
        forced = override_settings(THOES_FORCE_MFA=True)
        forced.enable()
        self.addCleanup(forced.disable)
        Membership.objects.create(
            user=User.objects.create_user("erik", email="erik@example.nl", password=PASSWORD),
            organisation_id="00000000-0000-4000-8000-000000000001",
            organisation_kind="province",
            organisation_name="Provincie Limburg",
            role=PROVINCE_ADMINISTRATOR,
        )

    def _page(self, *, width: int = 360, language: str = "nl", with_device: bool = True) -> Page:
        context = self.browser.new_context(viewport={"width": width, "height": 800})
        self.addCleanup(context.close)
        context.add_cookies([{"name": "django_language", "value": language, "url": self.live_server_url}])
        page = context.new_page()
        page.set_default_timeout(60_000)
        self.complaints: list[str] = []
        page.on("console", lambda m: self.complaints.append(m.text) if m.type == "error" else None)
        if with_device:
            devices = context.new_cdp_session(page)
            devices.send("WebAuthn.enable")
            devices.send("WebAuthn.addVirtualAuthenticator", {"options": DEVICE})
        return page

    def _log_in(self, page: Page) -> None:
        page.goto(f"{self.live_server_url}/account/login/")
        page.fill("input[name=username]", "erik")
        page.fill("input[name=password]", PASSWORD)
        page.keyboard.press("Enter")
        page.wait_for_url(lambda url: "login" not in url)

    def _add_passkey(self, page: Page) -> None:
        page.get_by_role("link", name="Een toegangssleutel toevoegen").click()
        page.get_by_role("button", name="Een toegangssleutel toevoegen").click()
        page.get_by_role("heading", name="Herstelcodes").wait_for()

    def _check(self, page: Page, path: str) -> None:
        page.goto(f"{self.live_server_url}{path}")
        page.evaluate(AXE.read_text(encoding="utf-8"))
        violations = page.evaluate("axe.run(document, {resultTypes: ['violations']}).then(r => r.violations)")

        assert [(v["id"], [n["html"] for n in v["nodes"]]) for v in violations] == [], path
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), f"{path} scrolls sideways"
        assert self.complaints == [], path

    def test_an_official_sets_up_a_passkey_and_logs_in_with_it_alone(self) -> None:
        page = self._page()
        self._log_in(page)
        assert page.url.endswith("/account/second-step/")

        self._add_passkey(page)
        page.get_by_role("link", name="Klaar, verder").click()
        page.goto(f"{self.live_server_url}/account/people/")
        page.get_by_role("heading", name="Mensen met toegang").wait_for()
        page.context.clear_cookies()
        page.context.add_cookies([{"name": "django_language", "value": "nl", "url": self.live_server_url}])
        page.goto(f"{self.live_server_url}/account/login/?next=/account/rights/")
        page.get_by_role("button", name="Inloggen met een toegangssleutel").click()

        page.get_by_role("heading", name="Wie mag wat").wait_for()
        assert Authenticator.objects.filter(type="webauthn").count() == 1
        assert self.complaints == []

    def test_a_passkey_is_the_second_step_after_the_password(self) -> None:
        page = self._page()
        self._log_in(page)
        self._add_passkey(page)
        page.context.clear_cookies()
        page.context.add_cookies([{"name": "django_language", "value": "nl", "url": self.live_server_url}])

        page.goto(f"{self.live_server_url}/account/login/?next=/account/rights/")
        page.fill("input[name=username]", "erik")
        page.fill("input[name=password]", PASSWORD)
        page.keyboard.press("Enter")
        page.get_by_role("button", name="Mijn toegangssleutel gebruiken").click()

        page.get_by_role("heading", name="Wie mag wat").wait_for()

    def test_a_browser_without_a_passkey_says_what_else_works(self) -> None:
        page = self._page(with_device=False)
        page.add_init_script("delete window.PublicKeyCredential")

        page.goto(f"{self.live_server_url}/account/login/")

        page.get_by_text("Toegangssleutels werken niet in deze browser").wait_for()
        assert page.get_by_role("button", name="Inloggen met een toegangssleutel").count() == 0

    def test_the_pages_are_accessible_on_phone_and_desk_in_both_languages(self) -> None:
        for width, language in ((360, "nl"), (1280, "en")):
            page = self._page(width=width, language=language)
            for path in ("/account/login/", "/account/password/reset/", "/account/invitation/"):
                page.goto(f"{self.live_server_url}{path}")
                self.complaints.clear()
                if path != "/account/invitation/":
                    self._check(page, path)
            self._log_in(page)
            for path in (
                "/account/second-step/",
                "/account/second-step/app/add/",
                "/account/second-step/passkeys/add/",
            ):
                self._check(page, path)
            page.context.close()

    def test_the_pages_of_the_administrator_are_accessible(self) -> None:
        page = self._page()
        self._log_in(page)
        self._add_passkey(page)

        for width in (360, 1280):
            page.set_viewport_size({"width": width, "height": 800})
            for path in ("", "rights/", "sessions/", "organisation/", "people/", "people/invite/", "people/record/"):
                self._check(page, f"/account/{path}")
