"""The pages in a real browser: no violation of axe, no error of the security policy, no sideways scrolling on a phone."""

import os
import shutil
import tempfile
import time
from datetime import date, timedelta
from pathlib import Path
from typing import Literal

import pytest
from django.contrib.staticfiles.testing import StaticLiveServerTestCase
from django.db import connections
from django.test import override_settings
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Browser, Page, Route, sync_playwright

from thoes.accounts.models import Membership, User
from thoes.accounts.public import ADMINISTRATOR, PROVIDER_ADMINISTRATOR, actor_of
from thoes.foundation.modules import Role
from thoes.housing.models import Bed, Site, Unit
from thoes.housing.public import PERMIT_OFFICER, POLICY_ADVISER, SITE_MANAGER, SUPERVISOR
from thoes.housing.services import change_facilities, choose_listed_sites, decide_public_register
from thoes.housing.tests.test_pictures import photo_of
from thoes.inspections.domain.checks import ItemOutcome
from thoes.inspections.models import Check, CheckAnswer, Finding
from thoes.inspections.queries import sheet_of
from thoes.inspections.services import ItemAnswer, answer_item, start_check
from thoes.intake.background import carry_on
from thoes.intake.background import check as check_file
from thoes.intake.models import Run, RunStatus
from thoes.monitor.models import Publication, PublishedShare, Why
from thoes.monitor.publishing import publish
from thoes.monitor.tests.some_limburg import AT, NIGHT, fill
from thoes.pipeline.models import Initiative
from thoes.places.models import LocalField, Municipality, Organisation, OrganisationKind, Region
from thoes.privacy.public import PRIVACY_OFFICER
from thoes.register.models import Worker
from thoes.register.public import REGISTRATION_CLERK, Declared, DeclaredWorker, check_in
from thoes.registration.models import BrpRegistration
from thoes.work.public import EMPLOYER_CLERK

PROJECT = Path(__file__).resolve().parent.parent
AXE = PROJECT / "node_modules" / "axe-core" / "axe.min.js"
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or "/usr/bin/chromium"
FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip
PASSWORD = "test-only-password"

pytestmark = [pytest.mark.browser, pytest.mark.slow]


class Keys:
    """Somebody without a mouse: Tab and Enter, and a focus that can be seen."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def to(self, tag: str, *, named: str = "", text: str = "") -> None:
        """Go on with Tab until a control with this name or text has the focus."""
        for _ in range(400):
            self.page.keyboard.press("Tab")
            here = self.page.evaluate(
                """() => {
                  const a = document.activeElement, label = a.closest("label") || (a.labels && a.labels[0]);
                  const words = (label ? label.textContent : "") + a.textContent + (a.getAttribute("aria-label") || "");
                  return {tag: a.tagName.toLowerCase(), name: a.getAttribute("name") || "",
                    text: words.replace(/\\s+/g, " ").trim(), seen: a.matches(":focus-visible")};
                }"""
            )
            if here["tag"] in tag.split() and (named == here["name"] if named else text in here["text"]):
                assert here["seen"], f"the focus on {text or named} cannot be seen"
                return
        raise AssertionError(f"no {tag} {named or text} can be reached with Tab")

    def enter(self, text: str, *, goes: bool = True) -> None:
        """Press Enter on the link or button with this text; `goes` says that it leads to another page."""
        self.to("a button", text=text)
        if goes:
            with self.page.expect_navigation():
                self.page.keyboard.press("Enter")
        else:
            self.page.keyboard.press("Enter")

    def tick(self) -> None:
        """Choose the box or button of choice that has the focus."""
        self.page.keyboard.press("Space")
        assert self.page.evaluate("() => document.activeElement.checked"), "the space bar chose nothing"


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
        region = Region.objects.create(code="noord", name="Noord-Limburg")
        venlo = Municipality.objects.create(
            code="GM0983", name="Venlo", region=region, local_fields=list(LocalField.values), local_ground="Test"
        )
        provider = Organisation.objects.create(name="Huisvester Voorbeeld", kind=OrganisationKind.PROVIDER)
        desk = Organisation.objects.create(
            name="Gemeente Venlo", kind=OrganisationKind.MUNICIPALITY, municipality=venlo
        )
        self.site = Site.objects.create(
            code="T1", name="Testhoeve", street="Proefweg", house_number="1", postcode="0000 AA", town="Venlo",
            municipality=venlo, provider=provider,
        )  # fmt: skip
        for room in ("K1", "K2"):
            unit = Unit.objects.create(site=self.site, name=room)
            Bed.objects.bulk_create([Bed(unit=unit, name=name) for name in "AB"])
        self._user("alice", provider, SITE_MANAGER)
        self._user("hanna", provider, PROVIDER_ADMINISTRATOR)
        self._user("bob", desk, REGISTRATION_CLERK)
        self._user("sofie", desk, SUPERVISOR)
        self._user("vera", desk, PERMIT_OFFICER)
        self._user("ada", desk, ADMINISTRATOR)
        self._user("fleur", desk, PRIVACY_OFFICER)
        province = Organisation.objects.create(name="Provincie Limburg", kind=OrganisationKind.PROVINCE)
        self._user("paula", province, POLICY_ADVISER)
        self._user(
            "lena", Organisation.objects.create(name="Uitzender", kind=OrganisationKind.EMPLOYER), EMPLOYER_CLERK
        )

    def _user(self, name: str, organisation: Organisation, role: Role) -> None:
        Membership.objects.create(
            user=User.objects.create_user(name, password=PASSWORD),
            organisation_id=organisation.pk,
            organisation_kind=organisation.kind,
            organisation_name=organisation.name,
            municipality_code=organisation.municipality_id or "",
            role=role,
        )

    def _page(
        self,
        *,
        width: int,
        language: str = "nl",
        user: str | None = None,
        scheme: Literal["light", "dark"] = "light",
    ) -> Page:
        context = self.browser.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme)
        self.addCleanup(context.close)
        context.add_cookies([{"name": "django_language", "value": language, "url": self.live_server_url}])
        page = context.new_page()
        page.set_default_timeout(60_000)
        self.complaints: list[str] = []
        page.on("console", lambda m: self.complaints.append(m.text) if m.type == "error" else None)
        if user:
            page.goto(f"{self.live_server_url}/account/login/")
            page.fill("input[name=username]", user)
            page.fill("input[name=password]", PASSWORD)
            page.keyboard.press("Enter")
            page.wait_for_url(lambda url: "login" not in url)
        return page

    def _let_the_jobs_work(self) -> None:
        """What the background jobs do with a file that waits."""
        work = {RunStatus.QUEUED: check_file, RunStatus.RUNNING: carry_on}
        for run in Run.objects.filter(status__in=work):
            work[RunStatus(run.status)](run.pk, at=timezone.now())

    def _check(self, page: Page, path: str) -> None:
        page.goto(f"{self.live_server_url}{path}")
        page.evaluate(AXE.read_text(encoding="utf-8"))
        violations = page.evaluate("axe.run(document, {resultTypes: ['violations']}).then(r => r.violations)")

        assert [(v["id"], [n["html"] for n in v["nodes"]]) for v in violations] == [], path
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), f"{path} scrolls sideways"
        assert page.locator('a[href=""]').count() == 0, f"a link on {path} leads nowhere"
        assert self.complaints == [], path

    def test_public_pages_are_accessible_on_phone_and_desk_in_both_languages(self) -> None:
        for width, language in ((360, "nl"), (1280, "en")):
            page = self._page(width=width, language=language)
            for path in (
                "/",
                "/public-register/",
                "/rules/",
                "/account/login/",
                "/plans/guide/",
                "/plans/check/",
                "/deduction/",
                "/receipts/",
            ):
                self._check(page, path)

    def test_the_monitor_is_accessible_by_day_and_by_night(self) -> None:
        fill(seed=21)
        publish(night=NIGHT, at=AT, why=Why.ASKED, months=3)
        for width, language in ((320, "nl"), (1280, "en")):
            page = self._page(width=width, language=language)
            page.emulate_media(color_scheme="dark" if width == 320 else "light")
            for path in (
                "/monitor/", "/monitor/map/", "/monitor/areas/GM0983/", "/monitor/areas/limburg/", "/monitor/data/",
                "/monitor/table/?split=nationality", "/monitor/table/?area=municipalities&period=2026-04-14",
                "/monitor/report/", "/monitor/definitions/",
            ):  # fmt: skip
                self._check(page, path)

    def test_the_table_of_the_monitor_is_made_with_the_keyboard_alone(self) -> None:
        fill(seed=21)
        publish(night=NIGHT, at=AT, why=Why.ASKED, months=3)
        page = self._page(width=1280, language="en")
        page.goto(f"{self.live_server_url}/monitor/table/")
        page.get_by_label("Where").focus()
        page.keyboard.type("Each m")
        page.get_by_role("button", name="Show").focus()
        page.keyboard.press("Enter")
        page.wait_for_url("**area=municipalities**")

        assert page.get_by_role("cell", name="Horst aan de Maas").first.is_visible()

    def test_the_methods_of_the_monitor_are_accessible_with_and_without_numbers(self) -> None:
        for width, language in ((360, "nl"), (1280, "en")):
            page = self._page(width=width, language=language)
            self._check(page, "/monitor/unseen/")
            self._check(page, "/monitor/length-of-stay/")
        made = Publication.objects.create(made_at=timezone.now(), night=date(2026, 4, 14), why=Why.ASKED)
        PublishedShare.objects.bulk_create(
            PublishedShare(
                publication=made, version=1, period=made.night, area="limburg", split=split, value=value, gap=gap, days=days,
                percent=60 - days // 40, low=55 - days // 40, high=66 - days // 40,
            )
            for gap in (0, 30, 90)
            for days in (30, 182, 365, 730)
            for split, value in (("", ""), ("registration", "registered"), ("registration", "unknown"))
        )  # fmt: skip
        for width, language in ((360, "nl"), (1280, "en")):
            page = self._page(width=width, language=language)
            self._check(page, "/monitor/length-of-stay/")

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
            "/duplicates/",
            "/duplicates/decided/",
        ):
            self._check(page, path)

    def _arrivals(self, names: list[str], *, nights_ago: int) -> None:
        alice = actor_of(Membership.objects.get(user__username="alice"))
        employer = Membership.objects.get(user__username="lena").organisation_id
        lines = [
            Declared(
                site_id=self.site.pk,
                arrival=timezone.localdate() - timedelta(days=nights_ago),
                worker=DeclaredWorker(family_name=name, given_name="Anna", date_of_birth=date(1990, 4, 3)),
                employer_id=employer,
            )
            for name in names
        ]
        _, results = check_in(actor=alice, arrivals=lines, at=timezone.now(), nonce=None)
        assert [result.refusal for result in results] == [None] * len(names)

    def test_the_registration_desk_is_accessible(self) -> None:
        self._arrivals(["Testowska"], nights_ago=150)
        for width, language in ((360, "nl"), (1280, "en")):
            page = self._page(width=width, language=language, user="bob")
            for path in ("/registration/", "/registration/sessions/", "/registration/reports/", "/registration/match/"):
                self._check(page, path)

    def test_the_match_with_a_list_is_accessible_and_confirmed_by_one_press(self) -> None:
        self._arrivals(["Testowska", "Proefnik"], nights_ago=150)
        for width, language in ((360, "nl"), (1280, "en")):
            page = self._page(width=width, language=language, user="bob")
            page.goto(f"{self.live_server_url}{reverse('brp-extracts:runs')}")
            lines = ["naam;geboortedatum;inschrijfdatum", "Anna Testowska;03-04-1990;01-10-2026"]
            lines.append(f"Anna Proefnik;;0{width % 7}-10-2026")
            text = "\n".join(lines)
            page.set_input_files("input[type=file]", {"name": "a.csv", "mimeType": "text/csv", "buffer": text.encode()})
            page.locator("form[enctype] button").click()
            page.wait_for_url(lambda url: not url.endswith(reverse("brp-extracts:runs")))
            self._let_the_jobs_work()
            page.reload()
            path = page.url.removeprefix(self.live_server_url)
            for tab in ("certain", "access", "unmatched", "done"):
                self._check(page, f"{path}?tab={tab}")
        page.goto(f"{self.live_server_url}{path}")
        page.get_by_role("button", name="Confirm the certain one").click()
        page.get_by_text("Recorded for 1 person.").wait_for()

    def test_the_pages_of_a_provider_and_of_a_supplier_are_accessible(self) -> None:
        self._arrivals(["Testowska"], nights_ago=121)
        worker = Worker.objects.get().pk
        for width, language in ((360, "nl"), (1280, "en")):
            page = self._page(width=width, language=language, user="alice")
            for path in ("/registration/four-months/", f"/registration/four-months/{self.site.pk}/"):
                self._check(page, path)
            page = self._page(width=width, language=language, user="lena")
            for path in ("/registration/own-workers/", f"/registration/own-workers/{worker}/report/"):
                self._check(page, path)

    def test_a_clerk_goes_from_the_worklist_to_a_session_of_forty_to_registered_without_a_mouse(self) -> None:
        room = Unit.objects.create(site=self.site, name="Zaal")
        Bed.objects.bulk_create([Bed(unit=room, name=f"{number:02}") for number in range(40)])
        names = [f"Testowska{chr(97 + number // 8)}{chr(97 + number % 8)}" for number in range(40)]
        self._arrivals(names, nights_ago=150)
        page = self._page(width=1280)
        keys = Keys(page)

        page.goto(f"{self.live_server_url}/account/login/?next=/registration/")
        keys.to("input", named="username")
        page.keyboard.type("bob")
        page.keyboard.press("Tab")
        page.keyboard.type(PASSWORD)
        page.keyboard.press("Enter")
        page.get_by_role("heading", name="Wie moet zich inschrijven").wait_for()
        keys.to("summary", text="Meer")
        page.keyboard.press("Enter")
        keys.enter("Sessies op locatie")
        keys.enter("Sessie plannen op Testhoeve")
        keys.to("input", named="on")
        page.keyboard.type(f"{timezone.localdate():%m%d%Y}")
        # Everybody is ticked already, the evening holds forty.
        keys.enter("Sessie plannen")
        page.locator(".thoes-slot").nth(39).wait_for()
        for _ in names:
            done = page.locator(".thoes-slot--done").count()
            keys.enter("Ingeschreven: ", goes=False)
            page.locator(".thoes-slot--done").nth(done).wait_for()

        assert page.locator(".thoes-slot--done").count() == 40
        assert BrpRegistration.objects.filter(withdrawn_at=None).count() == 40
        assert self.complaints == []

    def test_a_provider_proposes_a_plan_without_a_mouse_and_the_officer_moves_it_on(self) -> None:
        page = self._page(width=360, user="alice")
        keys = Keys(page)
        page.goto(f"{self.live_server_url}/plans/")
        keys.enter("Plan voordragen")
        keys.to("input", named="title")
        page.keyboard.type("Hof De Proef")
        page.keyboard.press("Tab")
        page.keyboard.type("Venlo")
        page.keyboard.press("Tab")
        page.keyboard.type("Testveld")
        page.keyboard.press("Tab")
        page.keyboard.type("40")
        with page.expect_navigation():
            page.keyboard.press("Enter")
        page.get_by_text("Uw plan is bij de gemeente.").wait_for()
        plan = Initiative.objects.get()

        officer = self._page(width=1280, user="vera")
        keys = Keys(officer)
        officer.goto(f"{self.live_server_url}/plans/{plan.pk}/")
        keys.enter("Andere fase")
        keys.to("input", named="reason")
        with officer.expect_navigation():
            officer.keyboard.press("Enter")
        officer.get_by_text("De fase is vastgelegd.").wait_for()

        plan.refresh_from_db()
        assert (plan.phase, plan.was_proposed) == ("talks", True)
        for width, language in ((360, "nl"), (1280, "en")):
            page = self._page(width=width, language=language, user="vera")
            for path in (
                "/plans/", f"/plans/{plan.pk}/", f"/plans/{plan.pk}/edit/", "/plans/need/", "/plans/policy/",
                "/plans/policy/own/", "/plans/companies/",
            ):  # fmt: skip
                self._check(page, path)
            page = self._page(width=width, language=language, user="alice")
            for path in (f"/sites/{self.site.pk}/", f"/sites/{self.site.pk}/price/"):
                self._check(page, path)

    def test_a_provider_walks_a_whole_check_on_a_phone_without_a_mouse(self) -> None:
        with tempfile.TemporaryDirectory() as folder, self.settings(MEDIA_ROOT=folder):
            self._walk_a_whole_check()

    def _walk_a_whole_check(self) -> None:
        page = self._page(width=360, user="alice")
        keys, checks = Keys(page), f"/sites/{self.site.pk}/checks/"
        page.goto(f"{self.live_server_url}{checks}")
        keys.enter("Zelfcontrole beginnen")
        # Both rooms are ticked beforehand; the second one is left out.
        keys.to("input", text="K2")
        page.keyboard.press("Space")
        keys.enter("Beginnen")
        check = Check.objects.get()
        path = f"/sites/checks/{check.pk}/"
        keys.enter("Begin met het eerste punt")
        keys.to("textarea", named="note")
        page.keyboard.type("Overzicht hangt in de gang")
        page.keyboard.press("Tab")
        page.locator("#check-saved", has_text="Opgeslagen om").wait_for()
        kept_by_itself = CheckAnswer.objects.get().note
        page.set_input_files(
            "input[name=photo]", {"name": "a.png", "mimeType": "image/png", "buffer": photo_of(kind="PNG")}
        )
        keys.enter("Foto toevoegen")
        page.locator(".check-photos img").wait_for()
        self._check(page, page.url.removeprefix(self.live_server_url).split("#")[0])
        total = sheet_of(check).progress.total
        for number in range(1, total + 1):
            page.get_by_text(f"Punt {number} van {total}", exact=True).wait_for()
            if number == 5:
                keys.enter("Niet in orde")
                self._check(page, page.url.removeprefix(self.live_server_url).split("#")[0])
                keys.enter("Opslaan en verder")
            else:
                keys.enter("In orde")
        page.get_by_text("Elk punt heeft een antwoord.").wait_for()
        self._check(page, path)
        keys.enter("Controle afronden")
        page.get_by_text("De controle is afgerond.").wait_for()

        check.refresh_from_db()
        finding = Finding.objects.get()
        assert kept_by_itself == "Overzicht hangt in de gang"
        assert check.closed_at is not None
        assert (finding.item, finding.repair_by is not None) == ("contract", True)
        assert self.complaints == []
        self._the_pages_after_a_check(path, finding)

    def _the_pages_after_a_check(self, path: str, finding: Finding) -> None:
        vera = actor_of(Membership.objects.get(user__username="vera"))
        now, today = timezone.now(), timezone.localdate()
        inspection = start_check(actor=vera, site_id=self.site.pk, rooms=[], on=today, at=now)
        for width, language in ((360, "nl"), (1280, "en")):
            page = self._page(width=width, language=language, user="alice")
            own = f"/sites/findings/{finding.pk}/"
            for each in (path, f"/sites/{self.site.pk}/card/", "/sites/findings/", own, f"{own}mended/", f"{own}term/"):
                self._check(page, each)
            page = self._page(width=width, language=language, user="vera")
            inspected = f"/sites/checks/{inspection.pk}/"
            for each in (
                f"/sites/{self.site.pk}/checks/", path, inspected, f"{inspected}rooms/", f"{inspected}items/toilets/",
                "/sites/findings/?part=overdue", f"{path}correct/",
            ):  # fmt: skip
                self._check(page, each)

    def test_two_people_at_one_item_see_both_answers_without_a_page_in_between(self) -> None:
        vera, sofie = (actor_of(Membership.objects.get(user__username=name)) for name in ("vera", "sofie"))
        now, today = timezone.now(), timezone.localdate()
        check = start_check(actor=vera, site_id=self.site.pk, rooms=[], on=today, at=now)
        page = self._page(width=360, user="vera")
        page.goto(f"{self.live_server_url}/sites/checks/{check.pk}/items/waste/")
        answer_item(
            actor=sofie, check_id=check.pk, item="waste", unit_id=None, said=ItemAnswer(ItemOutcome.IN_ORDER, "van Sofie"),
            seen=None, on=today, at=now,
        )  # fmt: skip

        page.locator("textarea[name=note]").fill("van Vera")
        page.keyboard.press("Tab")
        page.locator(".check-other", has_text="van Sofie").wait_for()
        typed = page.locator("textarea[name=note]").input_value()
        page.get_by_role("button", name="Niet van toepassing").click()
        page.get_by_text("Punt 31 van 31").wait_for()

        assert typed == "van Vera"
        assert sorted(CheckAnswer.objects.values_list("note", flat=True)) == ["van Sofie", "van Vera"]
        assert CheckAnswer.objects.get(replaced_at=None).note == "van Vera"
        assert self.complaints == []

    def test_the_norms_are_accessible_and_a_missing_figure_is_filled_in_without_a_mouse(self) -> None:
        self._arrivals(["Testowska", "Proefnik"], nights_ago=40)
        page = self._page(width=1280, user="alice")
        keys = Keys(page)
        page.goto(f"{self.live_server_url}/sites/{self.site.pk}/card/")
        page.get_by_text("De woonoppervlakte is niet ingevuld.").wait_for()
        keys.enter("Gegevens invullen")
        keys.to("select", named="kind")
        page.keyboard.type("Gewone")
        keys.to("input", named="living_area")
        page.keyboard.type("18,0")
        with page.expect_navigation():
            page.keyboard.press("Enter")
        page.get_by_text("18 m² / 12 m² = 1 persoon").wait_for()
        room = Unit.objects.filter(site=self.site).values_list("pk", flat=True)[0]
        for width, language in ((360, "nl"), (1280, "en")):
            page = self._page(width=width, language=language, user="alice")
            for path in (
                f"/sites/{self.site.pk}/card/", f"/sites/{self.site.pk}/building/", f"/sites/rooms/{room}/bedrooms/",
                f"/sites-board/{self.site.pk}/", f"/norms/{self.site.pk}/year/", "/norms/",
            ):  # fmt: skip
                self._check(page, path)
            page = self._page(width=width, language=language, user="vera")
            for path in ("/norms/", "/norms/?part=over", f"/sites/{self.site.pk}/card/"):
                self._check(page, path)
            page = self._page(width=width, language=language, user="paula")
            self._check(page, "/norms/")
            page = self._page(width=width, language=language)
            for path in ("/rules/", "/rules/?q=nacht", "/rules/registration/", "/rules/municipalities/"):
                self._check(page, path)

    def test_sites_are_found_shown_and_taken_in_by_keyboard_and_the_pages_are_accessible(self) -> None:
        alice, vera = (actor_of(Membership.objects.get(user__username=name)) for name in ("alice", "vera"))
        decide_public_register(actor=vera, is_public=True, ground="Test", at=timezone.now())
        choose_listed_sites(actor=vera, seen=[self.site.pk], shown=[self.site.pk], at=timezone.now())
        change_facilities(actor=alice, site_id=self.site.pk, facilities=["internet"], km_to_work=None)
        own = f"/sites/{self.site.pk}"
        for width, language in ((360, "nl"), (1280, "en")):
            page = self._page(width=width, language=language, user="alice")
            paths = ("card/", "history/", "facilities/")
            for path in (*(f"{own}/{path}" for path in paths), "/sites/all/", "/sites/all/map/", "/site-lists/"):
                self._check(page, path)
            page = self._page(width=width, language=language, user="vera")
            for path in ("/sites/all/?access=missing", f"{own}/card/", "/sites/public/", "/site-lists/"):
                self._check(page, path)
            page = self._page(width=width, language=language)
            self._check(page, "/public-register/?q=testhoeve")
        page = self._page(width=1280, user="alice")
        keys = Keys(page)
        page.goto(f"{self.live_server_url}/sites/all/map/")
        keys.enter("Venlo: 1 locatie, 4 bedden")
        assert page.url.endswith("?municipality=GM0983")
        page.goto(f"{self.live_server_url}/site-lists/")
        text = "naam;straat;huisnummer;postcode;plaats;gemeente;soort\nHof;Proefweg;9;5911 AB;Venlo;Venlo;hotel\n;X;1;1;;;\n"
        page.set_input_files("input[type=file]", {"name": "a.csv", "mimeType": "text/csv", "buffer": text.encode()})
        keys.enter("Deze lijst controleren")
        self._let_the_jobs_work()
        self._check(page, page.url.removeprefix(self.live_server_url))
        keys.enter("1 regel verwerken")
        self._let_the_jobs_work()
        self._check(page, page.url.removeprefix(self.live_server_url))
        assert Site.objects.filter(name="Hof", kind="hotel").exists()

    def test_the_night_register_of_a_supervisor_is_accessible(self) -> None:
        for width, language in ((360, "nl"), (1280, "en")):
            page = self._page(width=width, language=language, user="sofie")
            for path in ("/night-register/", "/night-register/purpose/"):
                self._check(page, path)

    def test_the_extra_fields_of_a_municipality_are_accessible(self) -> None:
        for width, language in ((360, "nl"), (1280, "en")):
            page = self._page(width=width, language=language, user="ada")
            for path in ("/extra-fields/", "/registration/suppliers/", "/terms/", "/terms/brp_registration/"):
                self._check(page, path)

    def test_the_requests_of_workers_are_accessible_and_taken_without_a_mouse(self) -> None:
        self._arrivals(["Testowska"], nights_ago=150)
        person = Worker.objects.get().person_id
        page = self._page(width=1280, user="bob")
        keys = Keys(page)
        page.goto(f"{self.live_server_url}/requests/new/?q=testowska")
        keys.enter("Testowska, Anna")
        for name in ("kind", "proof", "checked"):
            keys.to("input", named=name)
            keys.tick()
        keys.enter("Verzoek vastleggen")
        page.get_by_role("heading", name="Overzicht meegeven").wait_for()
        path = page.url.removeprefix(self.live_server_url)
        for width, language in ((360, "nl"), (1280, "en")):
            page = self._page(width=width, language=language, user="bob")
            paths = ("/requests/", "/requests/?show=answered", "/requests/new/?q=testowska", f"/requests/new/{person}/")
            for each in (*paths, path):
                self._check(page, each)

    def test_what_does_not_fit_in_the_menu_is_behind_more_and_reached_by_keyboard(self) -> None:
        for width, language in ((360, "nl"), (1280, "en")):
            page = self._page(width=width, language=language, user="hanna")
            self._check(page, "/today/")
            keys = Keys(page)
            keys.to("summary", text={"nl": "Meer", "en": "More"}[language])
            page.keyboard.press("Enter")
            panel = page.locator(".thoes-nav .thoes-menu__panel")
            panel.wait_for()
            violations = page.evaluate("axe.run(document).then(r => r.violations.map(v => v.id))")
            assert violations == []
            page.keyboard.press("Escape")
            panel.wait_for(state="hidden")
            page.keyboard.press("Enter")
            keys.enter({"nl": "Termijnen", "en": "Terms"}[language])
            assert page.url.endswith("/terms/")

    def test_a_page_stays_under_three_hundred_kilobytes(self) -> None:
        page = self._page(width=360, user="alice")
        sizes: list[int] = []
        page.on("response", lambda r: sizes.append(len(r.body())) if r.ok else None)

        page.goto(f"{self.live_server_url}/today/", wait_until="networkidle")

        assert 0 < sum(sizes) < 300_000

    def test_the_pages_of_the_privacy_officer_are_accessible_and_an_exercise_runs_by_keyboard(self) -> None:
        self._arrivals(["Geheimska"], nights_ago=130)
        self._page(width=1280, user="bob").goto(f"{self.live_server_url}/registration/")
        for width, language in ((360, "nl"), (1280, "en")):
            page = self._page(width=width, language=language, user="fleur")
            for path in (
                "/privacy/access-log/",
                "/privacy/refusals/",
                "/privacy/log/",
                "/privacy/processing/",
                "/privacy/processing/office/",
                "/privacy/dpia/",
                "/privacy/breaches/",
                "/privacy/breaches/new/",
                "/terms/",
            ):
                self._check(page, path)
                assert "Geheimska" not in page.content(), path

        page = self._page(width=1280, user="fleur")
        page.goto(f"{self.live_server_url}/privacy/breaches/new/")
        keys = Keys(page)
        keys.to("input", text="Een oefening")
        keys.tick()
        keys.to("textarea", named="what_happened")
        page.keyboard.type("Een laptop is weg")
        # A group of choices takes one Tab; the arrows choose within it.
        keys.to("input", named="scope")
        page.keyboard.press("ArrowDown")
        assert page.evaluate("() => document.activeElement.checked && document.activeElement.value") == "organisation"
        keys.enter("Beginnen en tellen")
        page.get_by_text("DIT IS EEN OEFENING").first.wait_for()
        keys.enter("Afvinken")
        page.get_by_text("Afgevinkt.").wait_for()
        self._check(page, page.url.removeprefix(self.live_server_url))
        assert "Geheimska" not in page.content()

    def test_the_dark_scheme_is_accessible_too(self) -> None:
        self._arrivals(["Testowska"], nights_ago=150)
        page = self._page(width=360, scheme="dark")
        for path in ("/", "/account/login/", "/accessibility/", "/privacy-statement/", "/contact/", "/deduction/"):
            self._check(page, path)
        page = self._page(width=1280, user="alice", scheme="dark")
        for path in ("/today/", f"/sites-board/{self.site.pk}/", f"/sites/{self.site.pk}/card/"):
            self._check(page, path)
        assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(19, 26, 23)"

    def test_no_page_scrolls_sideways_at_any_width_in_either_direction(self) -> None:
        self._arrivals(["Testowska-Przykładowa"], nights_ago=150)
        site = self.site.pk
        pages = {
            None: (
                "/",
                "/rules/",
                "/public-register/",
                "/account/login/",
                "/deduction/",
                "/accessibility/",
                "/contact/",
            ),
            "alice": (
                "/today/",
                f"/sites-board/{site}/",
                f"/sites/{site}/",
                f"/sites/{site}/card/",
                "/sites/",
                reverse("stay-lists:runs"),
            ),
            "bob": ("/today/", "/registration/", "/registration/sessions/", "/duplicates/"),
            "sofie": ("/night-register/", "/sites/findings/", "/norms/"),
            "paula": ("/sites/permits/", "/plans/", "/plans/need/", "/sites/all/"),
            "fleur": ("/privacy/access-log/", "/privacy/processing/", "/terms/"),
        }
        too_wide = []
        for user, paths in pages.items():
            page = self._page(width=320, user=user)
            for path in paths:
                page.goto(f"{self.live_server_url}{path}")
                # 640 is 1280 enlarged to 200 %, 320 is 1280 enlarged to 400 %.
                for width in (320, 640, 768, 1024):
                    page.set_viewport_size({"width": width, "height": 800})
                    for direction in ("ltr", "rtl"):
                        page.evaluate("d => { document.documentElement.dir = d }", direction)
                        if (wide := page.evaluate("document.documentElement.scrollWidth")) > width:
                            too_wide.append((path, width, direction, wide))

        assert too_wide == []

    def test_the_lines_of_a_board_stay_in_place_while_the_fonts_come(self) -> None:
        self._arrivals(["Testowska"], nights_ago=150)
        page = self._page(width=360, user="alice")
        state = page.context.storage_state()
        context = self.browser.new_context(viewport={"width": 360, "height": 800}, storage_state=state)
        self.addCleanup(context.close)
        page = context.new_page()
        fonts: list[str] = []

        def late(route: Route) -> None:
            fonts.append(route.request.url)
            time.sleep(0.7)
            route.continue_()

        page.route("**/*.woff2", late)
        page.add_init_script(
            "window.moved = 0; new PerformanceObserver(list => { for (const e of list.getEntries()) moved += e.value })"
            ".observe({type: 'layout-shift', buffered: true})"
        )
        page.goto(f"{self.live_server_url}/sites-board/{self.site.pk}/")
        page.evaluate("document.fonts.ready.then(() => new Promise(done => setTimeout(done, 300)))")

        assert len(fonts) >= 2
        assert page.evaluate("moved") < 0.05
