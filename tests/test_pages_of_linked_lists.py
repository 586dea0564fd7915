"""Lists that are linked on a page: what is understood is shown first, and then counts are left and no person."""

import os
import subprocess
import sys
import uuid
from datetime import timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests.reading_pages import text_of
from thoes.accounts.models import Membership
from thoes.accounts.public import actor_of
from thoes.cli.estimate import estimate
from thoes.housing.public import POLICY_ADVISER
from thoes.intake import background
from thoes.intake.models import RejectedLine, Run
from thoes.monitor.linkage.background import link_in_background
from thoes.monitor.linkage.models import LinkageStatus, ListLinkage
from thoes.monitor.listed_people import ListedPerson
from thoes.monitor.tests.people_in_lists import people_in_lists
from thoes.places.models import Organisation, OrganisationKind
from thoes.privacy.models import AuditRecord
from thoes.privacy.public import ESTIMATE_UNSEEN, HOUSING_PERMITS, as_tenant

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
WHAT_FOR = {"title": "Noord, november", "purpose": "Hoeveel mensen we missen; besluit van 3 november 2026"}


@pytest.fixture(autouse=True)
def _own_folder(settings, tmp_path) -> None:
    settings.MEDIA_ROOT = tmp_path / "media"


@pytest.fixture
def page(paula, logged_in) -> Client:
    client = logged_in(paula)
    client.cookies["django_language"] = "en"
    return client


def keys(first: int, last: int) -> bytes:
    """A list of pseudonyms, numbered."""
    return ("pseudoniem;woonplaats\n" + "".join(f"p{at:04};Venlo\n" for at in range(first, last))).encode()


def names(people: list[ListedPerson]) -> bytes:
    """A list as an office has it."""
    lines = ["achternaam;voornaam;geboortedatum;nationaliteit;aankomst"]
    lines += [
        f"{p.family_name};{p.given_name};{p.birth_date.strftime('%d-%m-%Y') if p.birth_date else ''};{p.nationality};1-2-2026"
        for p in people
    ]
    return "\n".join(lines).encode()


def handed_in(page: Client, *bodies: bytes, called: tuple[str, ...] = ("register", "payroll", "clinic")) -> ListLinkage:
    """A linkage of lists that were handed in and checked."""
    sent = dict(WHAT_FOR)
    for at, (name, body) in enumerate(zip(called, bodies, strict=False), start=1):
        sent |= {f"name_{at}": name, f"file_{at}": SimpleUploadedFile("lijst.csv", body)}
    answer = page.post(reverse("monitor:linkages"), sent)
    assert answer.status_code == 302, text_of(answer)
    for run in Run.objects.all():
        background.check(run.pk, at=timezone.now())
    return ListLinkage.objects.get()


def linked(page: Client, linkage: ListLinkage) -> ListLinkage:
    page.post(reverse("monitor:link-lists", args=[linkage.pk]))
    link_in_background(linkage.pk, at=timezone.now())
    linkage.refresh_from_db()
    return linkage


def on_disk(settings) -> list[Path]:
    return [path for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file()]


def said(page: Client, name: str, linkage: ListLinkage) -> str:
    return text_of(page.get(reverse(f"monitor:{name}", args=[linkage.pk])))


def test_lists_with_names_are_looked_at_linked_and_gone_and_the_estimate_is_an_interval(
    page, settings, tmp_path, django_capture_on_commit_callbacks
) -> None:
    truth = people_in_lists(seed=1, people=800)
    bodies = [names(people) for people in truth.lists.values()]
    linkage = handed_in(page, *bodies)
    kept_sealed = b"".join(path.read_bytes() for path in on_disk(settings))
    looked_at = said(page, "linkage", linkage)

    with django_capture_on_commit_callbacks(execute=True):
        linkage = linked(page, linkage)
    result, answer = said(page, "linkage", linkage), said(page, "linkage-estimate", linkage)
    table = tmp_path / "counts.csv"
    table.write_bytes(page.get(reverse("monitor:linkage-csv", args=[linkage.pk])).content)

    assert "achternaam Family name" in looked_at
    assert "aankomst" in looked_at
    assert kept_sealed
    assert truth.lists["list 1"][0].family_name.encode() not in kept_sealed
    assert linkage.status == LinkageStatus.DONE
    assert not Run.objects.exists()
    assert on_disk(settings) == []
    assert "percent of the links are right" in result
    assert "register + payroll" in result
    assert f"People in the lists: {linkage.seen}" in answer
    assert linkage.estimate["interval"][0] < truth.people < linkage.estimate["interval"][1]
    assert "The lists find other people" in answer
    assert CliRunner().invoke(estimate, [str(table), "--language", "en"]).exit_code == 0
    family_names = {person.family_name for people in truth.lists.values() for person in people}
    assert [name for name in family_names if name in everything_kept() + result + answer] == []


def everything_kept() -> str:
    """Every row of every table of ours, as text."""
    found = []
    with connection.cursor() as cursor:
        cursor.execute("SELECT relname FROM pg_class WHERE relkind = 'r' AND relname ~ '^(monitor|intake|privacy)_'")
        for (table,) in cursor.fetchall():
            cursor.execute(f'SELECT string_agg(t::text, chr(10)) FROM "{table}" t')  # noqa: S608 (a name of the catalogue)
            found.append(cursor.fetchone()[0] or "")
    return "\n".join(found)


def test_three_lists_by_pseudonym_show_the_models_that_were_tried_and_say_that_nothing_proves_the_links(page) -> None:
    linkage = linked(page, handed_in(page, keys(0, 600), keys(300, 900), keys(200, 700)))

    result, answer = said(page, "linkage", linkage), said(page, "linkage-estimate", linkage)

    assert {tuple(cell): count for cell, count in linkage.histories}[1, 1, 1] == 300
    assert "Nothing in them says how good the pseudonyms are" in result
    assert "percent of the links" not in result
    assert answer.count("chosen") >= 1
    assert "register and payroll" in answer
    assert "People, seen or not: " in answer


def test_what_it_is_for_is_asked_kept_and_shown_and_the_press_stands_in_the_log(page) -> None:
    refused = page.post(reverse("monitor:linkages"), {"title": "Noord"})
    linkage = handed_in(page, keys(0, 60), keys(30, 90))
    page.post(reverse("monitor:link-lists", args=[linkage.pk]))

    assert "What do you link these lists for" in text_of(refused)
    assert WHAT_FOR["purpose"] in said(page, "linkage", linkage)
    line = AuditRecord.objects.filter(event="monitor:link-lists").get()
    assert (line.subject_kind, line.subject_id) == ("linkage", linkage.pk)


def test_columns_that_say_nobody_are_asked_and_nothing_is_linked_until_they_are_said(page) -> None:
    linkage = handed_in(page, keys(0, 60), b"kolom een;twee\n" + b"".join(b"p%04d;x\n" % at for at in range(30, 90)))
    asked = said(page, "linkage", linkage)
    page.post(reverse("monitor:link-lists", args=[linkage.pk]))
    linkage.refresh_from_db()
    before = linkage.status
    run = Run.objects.get(asked__name="payroll")

    page.post(reverse("lists-to-link:columns", args=[run.pk]), {"s0c0": "pseudonym", "s0c1": ""})
    background.check(run.pk, at=timezone.now())

    assert "Say what the columns hold" in asked
    assert before == LinkageStatus.GATHERING
    assert linked(page, linkage).status == LinkageStatus.DONE


def test_lists_that_share_no_key_are_refused_with_a_way_out_and_still_wait(page) -> None:
    truth = people_in_lists(seed=2, people=200)
    linkage = linked(page, handed_in(page, keys(0, 60), names(truth.lists["list 1"])))

    assert linkage.status == LinkageStatus.GATHERING
    assert linkage.refusal_code == "lists_share_no_key"
    assert "nobody can be found in both" in said(page, "linkage", linkage)
    assert Run.objects.count() == 2


def test_a_line_that_cannot_be_read_comes_back_by_its_number_and_nothing_of_it_is_kept(page) -> None:
    truth = people_in_lists(seed=2, people=200)
    body = names(truth.lists["list 1"]) + b"\n;;3-4-1990;PL;1-2-2026"

    linkage = handed_in(page, body, keys(0, 60))

    assert RejectedLine.objects.get().cells == []
    assert "1 line cannot be read and does not count" in said(page, "linkage", linkage)


def test_lists_that_nobody_links_are_gone_after_their_term(page, settings, django_capture_on_commit_callbacks) -> None:
    linkage = handed_in(page, keys(0, 60), keys(30, 90))
    page.post(reverse("monitor:link-lists", args=[linkage.pk]))

    with django_capture_on_commit_callbacks(execute=True):
        background.clean_up(at=timezone.now() + timedelta(days=3))
    link_in_background(linkage.pk, at=timezone.now() + timedelta(days=3))
    linkage.refresh_from_db()

    assert not Run.objects.exists()
    assert on_disk(settings) == []
    assert linkage.status == LinkageStatus.GATHERING


def test_a_linkage_is_removed_with_its_lists_and_with_its_counts(
    page, settings, django_capture_on_commit_callbacks
) -> None:
    linkage = handed_in(page, keys(0, 60), keys(30, 90))
    with django_capture_on_commit_callbacks(execute=True):
        page.post(reverse("monitor:remove-linkage", args=[linkage.pk]))
    assert (Run.objects.count(), ListLinkage.objects.count(), on_disk(settings)) == (0, 0, [])

    linkage = linked(page, handed_in(page, keys(0, 60), keys(30, 90)))
    page.post(reverse("monitor:remove-linkage", args=[linkage.pk]))

    assert not ListLinkage.objects.exists()


def test_linking_again_and_linking_what_was_removed_does_nothing(page) -> None:
    linkage = linked(page, handed_in(page, keys(0, 60), keys(30, 90)))
    at, kept = linkage.linked_at, linkage.histories
    assert kept

    link_in_background(linkage.pk, at=timezone.now() + timedelta(hours=1))
    page.post(reverse("monitor:link-lists", args=[linkage.pk]))
    link_in_background(uuid.uuid4(), at=timezone.now())
    linkage.refresh_from_db()

    assert (linkage.linked_at, linkage.histories) == (at, kept)


def test_a_list_is_thrown_away_and_another_handed_in_its_place(page) -> None:
    linkage = handed_in(page, keys(0, 60), keys(500, 560))
    wrong = Run.objects.get(asked__name="payroll")

    page.post(reverse("monitor:throw-list-away", args=[linkage.pk, wrong.pk]))
    alone = said(page, "linkage", linkage)
    page.post(
        reverse("monitor:add-list", args=[linkage.pk]),
        {"name": "payroll", "file": SimpleUploadedFile("b.csv", keys(30, 90))},
    )
    for run in Run.objects.all():
        background.check(run.pk, at=timezone.now())

    assert "Add one" in alone
    assert linked(page, linkage).seen == 90


@pytest.mark.parametrize(
    ("called", "reason"),
    [
        (("aantal", "payroll"), "cannot be called"),
        (("Payroll", "payroll"), "same name"),
        (("register", "123456782"), "BSN"),
    ],
)
def test_a_name_that_no_list_can_have_is_refused_at_its_field_and_leaves_no_file(
    page, settings, called, reason
) -> None:
    sent = WHAT_FOR | {f"name_{at}": name for at, name in enumerate(called, 1)}
    sent |= {f"file_{at}": SimpleUploadedFile("a.csv", keys(0, 60)) for at in (1, 2)}

    answer = page.post(reverse("monitor:linkages"), sent)

    assert reason in text_of(answer)
    assert (Run.objects.count(), ListLinkage.objects.count(), on_disk(settings)) == (0, 0, [])


def test_a_list_that_is_linked_is_taken_in_by_nobody_on_its_own(page) -> None:
    handed_in(page, keys(0, 60), keys(30, 90))
    run = Run.objects.first()

    page.post(reverse("lists-to-link:take-in", args=[run.pk]))
    run.refresh_from_db()

    assert run.status == "read"


def test_another_organisation_finds_no_linkage_and_no_list_at_any_address(page, logged_in, django_user_model) -> None:
    linkage = handed_in(page, keys(0, 60), keys(30, 90))
    other = logged_in(_adviser_elsewhere(django_user_model))
    run = Run.objects.first()

    for name in ("linkage", "linkage-progress", "linkage-estimate", "linkage-csv", "add-list"):
        assert other.get(reverse(f"monitor:{name}", args=[linkage.pk])).status_code == 404, name
    for name in ("link-lists", "remove-linkage"):
        assert other.post(reverse(f"monitor:{name}", args=[linkage.pk])).status_code == 404, name
    assert other.post(reverse("monitor:throw-list-away", args=[linkage.pk, run.pk])).status_code == 404
    assert other.get(reverse("lists-to-link:columns", args=[run.pk])).status_code == 404
    assert (ListLinkage.objects.count(), Run.objects.count()) == (1, 2)


def _adviser_elsewhere(users):
    province = Organisation.objects.create(name="Provincie Elders", kind=OrganisationKind.PROVINCE)
    user = users.objects.create_user("otto", email="otto@example.nl", password="test-only-password")
    return actor_of(
        Membership.objects.create(
            user=user, organisation_id=province.pk, organisation_kind=province.kind, organisation_name=province.name,
            municipality_code="", role=POLICY_ADVISER,
        )
    )  # fmt: skip


def test_the_database_shows_a_linkage_and_its_lists_to_its_own_organisation_for_that_purpose_only(
    page, paula, django_user_model
) -> None:
    handed_in(page, keys(0, 60), keys(30, 90))
    other = _adviser_elsewhere(django_user_model)

    def rows(actor, purpose) -> list[int]:
        with as_tenant(actor, purpose), connection.cursor() as cursor:
            counts = []
            for table in ("monitor_listlinkage", "intake_run"):
                cursor.execute(f"SELECT count(*) FROM {table}")  # noqa: S608 (names of this file)
                counts.append(cursor.fetchone()[0])
            return counts

    assert rows(paula, ESTIMATE_UNSEEN) == [1, 2]
    assert rows(paula, HOUSING_PERMITS) == [0, 0]
    assert rows(other, ESTIMATE_UNSEEN) == [0, 0]


def test_who_may_not_link_lists_meets_no_page(vera, logged_in) -> None:
    assert logged_in(vera).get(reverse("monitor:linkages")).status_code == 403


def test_no_web_process_loads_the_linking() -> None:
    asked = (
        "import django, sys; django.setup(); import thoes.config.urls; "
        "sys.exit(any(name in sys.modules for name in ('splink', 'duckdb')))"
    )

    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "thoes.config.settings"}

    done = subprocess.run([sys.executable, "-c", asked], env=environment, check=False)

    assert done.returncode == 0
