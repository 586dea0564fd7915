"""A region hands in figures of others: of its own municipalities only, and it takes back its own."""

import pytest
from django.db import IntegrityError, ProgrammingError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests.figure_files import BESIDE, by_page, checked, rows
from tests.reading_pages import text_of
from thoes.accounts.models import Membership, User
from thoes.accounts.public import Actor, actor_of
from thoes.intake.models import Run
from thoes.monitor.permissions import REGION_ADVISER
from thoes.monitor.quoted.models import QuotedFigure, QuotedVersion
from thoes.places.limburg import ensure_limburg
from thoes.places.models import Organisation, OrganisationKind
from thoes.privacy.public import HOUSING_PERMITS, as_tenant

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
OF_NORTH = rows(["Gemeente", 2017, 2018], ["Venlo", 100, 120], ["Venray", 50, 60])
OF_BOTH = rows(["Gemeente", 2017, 2018], ["Venlo", 100, 120], ["Weert", 50, 60])


def adviser(name: str, region: str) -> Actor:
    ensure_limburg()
    organisation = Organisation.objects.create(name=f"Regio {name}", kind=OrganisationKind.REGION, region_id=region)
    user = User.objects.create_user(name, email=f"{name}@example.nl", password="test-only-password")
    return actor_of(
        Membership.objects.create(
            user=user, organisation_id=organisation.pk, organisation_kind=organisation.kind,
            organisation_name=organisation.name, municipality_code="", role=REGION_ADVISER,
        )
    )  # fmt: skip


@pytest.fixture
def noor(db) -> Actor:
    """Policy adviser of the north."""
    return adviser("noor", "noord")


@pytest.fixture
def mia(db) -> Actor:
    """Policy adviser of the middle."""
    return adviser("mia", "midden")


@pytest.fixture
def page(noor, logged_in) -> Client:
    return logged_in(noor)


def kept(page: Client, body: bytes) -> QuotedVersion:
    by_page(page, body)
    return QuotedVersion.objects.get()


def test_a_region_takes_in_figures_of_its_own_municipalities_and_everybody_reads_them(page, client) -> None:
    version = kept(page, OF_NORTH)

    assert set(version.figures.values_list("area", flat=True)) == {"GM0983", "GM0984"}
    assert "120" in text_of(client.get(reverse("monitor:quoted", args=[version.pk]), {"area": "GM0983"}))


def test_a_line_of_another_region_comes_back_and_the_others_go_in(page) -> None:
    seen = by_page(page, OF_BOTH)

    assert list(seen.back) == ["figures_outside_region"]
    assert {area for area, _period, _group in seen.figures} == {"GM0983"}


def test_a_region_corrects_by_a_new_version_and_takes_its_own_back(page) -> None:
    kept(page, OF_NORTH)
    by_page(page, rows(["Gemeente", 2017, 2018], ["Venlo", 100, 130]), version="2019")
    run = Run.objects.latest("uploaded_at")

    page.post(reverse("figures-of-others:undo", args=[run.pk]))

    assert list(QuotedVersion.objects.values_list("version", flat=True)) == ["2018"]


def test_another_region_finds_no_file_and_takes_nothing_back(page, mia, logged_in) -> None:
    kept(page, OF_NORTH)
    other, run = logged_in(mia), Run.objects.get()

    answers = [
        other.get(reverse("figures-of-others:run", args=[run.pk])).status_code,
        other.post(reverse("figures-of-others:undo", args=[run.pk])).status_code,
        other.post(reverse("figures-of-others:drop", args=[run.pk])).status_code,
    ]

    assert answers == [404, 404, 404]
    assert QuotedVersion.objects.count() == 1


def test_the_database_refuses_a_region_the_figures_of_another_and_leaves_theirs_alone(page, noor, mia) -> None:
    theirs = kept(page, OF_NORTH)
    figure = {"period": "2018", "last": timezone.localdate(), "number": 5}

    with as_tenant(mia, HOUSING_PERMITS):
        removed, _by_table = QuotedFigure.objects.filter(version=theirs).delete()
        changed = QuotedVersion.objects.filter(pk=theirs.pk).update(population="anders")
    with pytest.raises(ProgrammingError, match="row-level security"), as_tenant(noor, HOUSING_PERMITS):
        QuotedFigure.objects.create(version=theirs, area="GM0988", **figure)
    with as_tenant(noor, HOUSING_PERMITS):
        QuotedFigure.objects.create(version=theirs, area="noord", **figure)

    assert (removed, changed) == (0, 0)
    assert theirs.figures.count() == 5


def test_a_region_sees_no_site_and_no_page_of_people(page) -> None:
    for name in ("housing:sites", "registration:worklist", "register:night-register", "monitor:linkages"):
        assert page.get(reverse(name)).status_code == 403, name


def test_a_file_that_nobody_decided_on_waits_on_the_first_page_of_the_region_and_of_no_other(
    page, mia, logged_in
) -> None:
    says = "bestand met cijfers van anderen waarover u nog beslist"
    before = says in text_of(page.get("/today/"))

    checked(page, OF_NORTH, "cijfers.xlsx", BESIDE)

    assert (before, says in text_of(page.get("/today/"))) == (False, True)
    assert says not in text_of(logged_in(mia).get("/today/"))


def test_only_an_organisation_of_that_kind_is_of_a_region(db) -> None:
    ensure_limburg()
    for kind, region in ((OrganisationKind.REGION, None), (OrganisationKind.PROVINCE, "noord")):
        with pytest.raises(IntegrityError, match="only_a_region_is_of_a_region"), transaction.atomic():
            Organisation.objects.create(name="Regio", kind=kind, region_id=region)
