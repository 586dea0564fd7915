"""The night register for a supervisor: no name before a purpose, the own territory only, and every look kept."""

import io
import re
from datetime import UTC, date, datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone, translation
from python_calamine import CalamineWorkbook

from thoes.inspections.models import Finding
from thoes.inspections.public import open_findings_by_site
from thoes.inspections.tests.test_checks import inspected
from thoes.kernel.nights import current_night
from thoes.kernel.refusals import Refusal
from thoes.privacy.models import ProcessingRecord
from thoes.register.domain.night_register import period_of
from thoes.register.public import Declared, DeclaredWorker, check_in, task_in_words

TONIGHT = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("moment", "night"),
    [
        (datetime(2026, 11, 24, 3, 0, tzinfo=UTC), date(2026, 11, 23)),
        (datetime(2026, 11, 24, 5, 59, tzinfo=UTC), date(2026, 11, 23)),
        (datetime(2026, 11, 24, 6, 0, tzinfo=UTC), date(2026, 11, 24)),
        (datetime(2026, 11, 24, 23, 59, tzinfo=UTC), date(2026, 11, 24)),
    ],
)
def test_before_six_it_is_still_the_night_of_yesterday(moment, night) -> None:
    assert current_night(moment) == night


@pytest.mark.parametrize(
    ("first", "last", "code"),
    [
        (TONIGHT, TONIGHT - timedelta(days=1), "period_backwards"),
        (TONIGHT, TONIGHT + timedelta(days=1), "period_ahead"),
        (TONIGHT - timedelta(days=31), TONIGHT, "period_too_long"),
    ],
)
def test_an_impossible_period_is_refused(first, last, code) -> None:
    with pytest.raises(Refusal) as refused:
        period_of(first, last, tonight=TONIGHT)
    assert refused.value.code == code


def test_a_month_up_to_tonight_is_allowed() -> None:
    assert period_of(TONIGHT - timedelta(days=30), TONIGHT, tonight=TONIGHT).until == date(2026, 11, 24)


@pytest.fixture
def guest(alice, site):
    """Testowska sleeps at the site since three nights; recorded by its manager."""
    today = timezone.localdate()
    line = Declared(
        site_id=site.pk,
        arrival=today - timedelta(days=3),
        worker=DeclaredWorker(family_name="Testowska", given_name="Ewa", residence="Teststad"),
    )
    _, (result,) = check_in(actor=alice, arrivals=[line], at=timezone.now() - timedelta(days=2), nonce=None)
    return result


def _asked(site, **more: str) -> dict[str, str]:
    night = (current_night(timezone.localtime()) - timedelta(days=1)).isoformat()
    return {"site": str(site.pk), "first": night, "last": night, **more}


def _with_purpose(client: Client) -> Client:
    client.post(reverse("register:night-register-task"), {"reason": "visit", "reference": "Zaak 12"})
    return client


@pytest.mark.django_db
def test_numbers_are_shown_before_a_purpose_and_names_only_after(sofie, logged_in, guest, site) -> None:
    client = logged_in(sofie)

    assert b"Testowska" not in client.get(reverse("register:night-register")).content
    asked = client.get(reverse("register:night-register-show"), _asked(site))
    assert asked.status_code == 302
    assert ProcessingRecord.objects.count() == 0

    done = client.post(asked["Location"], {"reason": "visit", "reference": "Zaak 12"}, follow=True)

    assert b"Testowska" in done.content
    assert b"Teststad" in done.content
    (access,) = ProcessingRecord.objects.all()
    assert (access.activity, access.purpose) == ("night_register.register", "supervise_night_register")
    assert access.reference == "visit: Zaak 12"


@pytest.mark.django_db
def test_a_bsn_is_refused_as_a_reference(sofie, logged_in) -> None:
    client = logged_in(sofie)

    page = client.post(reverse("register:night-register-task"), {"reason": "visit", "reference": "111222333"})

    assert page.status_code == 200
    assert "night_register_task" not in client.session


@pytest.mark.django_db
def test_after_the_task_is_ended_the_purpose_is_asked_again(sofie, logged_in, guest, site) -> None:
    client = _with_purpose(logged_in(sofie))
    assert client.get(reverse("register:night-register-show"), _asked(site)).status_code == 200

    client.post(reverse("register:night-register-end-task"))

    assert client.get(reverse("register:night-register-show"), _asked(site)).status_code == 302


@pytest.mark.django_db
@pytest.mark.parametrize(("kind", "begins"), [("pdf", b"%PDF"), ("xlsx", b"PK"), ("csv", "\ufeff".encode())])
def test_the_register_goes_with_the_visitor_as_a_file_and_is_logged(
    kind, begins, sofie, logged_in, guest, site
) -> None:
    client = _with_purpose(logged_in(sofie))

    answer = client.get(reverse("register:night-register-export", args=[kind]), _asked(site))

    assert answer.content.startswith(begins)
    assert answer["Cache-Control"] == "no-store"
    assert list(ProcessingRecord.objects.values_list("activity", flat=True)) == [f"night_register.register_{kind}"]
    if kind == "xlsx":
        rows = CalamineWorkbook.from_filelike(io.BytesIO(answer.content)).get_sheet_by_index(0).to_python()
        arrival = timezone.localdate() - timedelta(days=3)
        assert rows[1][1:5] == [site.address, "Testowska, Ewa", "Teststad", arrival]


@pytest.mark.django_db
def test_a_day_before_it_was_known_shows_nobody(sofie, logged_in, guest, site) -> None:
    client = _with_purpose(logged_in(sofie))
    before = (timezone.localdate() - timedelta(days=4)).isoformat()

    page = client.get(reverse("register:night-register-show"), _asked(site, known_on=before))

    assert page.status_code == 200
    assert b"Testowska" not in page.content


@pytest.mark.django_db
def test_tonights_list_of_a_site_needs_the_purpose_too(sofie, logged_in, guest, site) -> None:
    client, address = logged_in(sofie), reverse("register:night-register-tonight", args=[site.pk])

    assert client.get(address).status_code == 302
    assert _with_purpose(client).get(address).content.startswith(b"%PDF")
    assert ProcessingRecord.objects.get().activity == "night_register.tonight"


@pytest.mark.django_db
def test_another_municipality_has_no_such_site(sofie, logged_in, guest, weert, provider, make_site) -> None:
    elsewhere = make_site(provider, weert)
    client = _with_purpose(logged_in(sofie))

    page = client.get(reverse("register:night-register-show"), _asked(elsewhere))

    assert page.context["form"].errors["site"]
    assert ProcessingRecord.objects.count() == 0
    assert client.get(reverse("register:night-register-tonight", args=[elsewhere.pk])).status_code == 404


@pytest.mark.django_db
def test_only_a_supervisor_has_these_pages(alice, bob, logged_in, site) -> None:
    for name in ("night-register", "night-register-task", "night-register-show"):
        for actor in (alice, bob):
            assert logged_in(actor).get(reverse(f"register:{name}")).status_code == 403
        assert Client().get(reverse(f"register:{name}")).status_code == 302


@pytest.mark.django_db
def test_the_register_asks_a_fixed_number_of_queries(
    sofie, alice, logged_in, guest, site, django_assert_max_num_queries
) -> None:
    client = _with_purpose(logged_in(sofie))

    with django_assert_max_num_queries(18):
        client.get(reverse("register:night-register-show"), _asked(site))


@pytest.fixture
def found_there(vera, site):
    """An inspection of the site found one thing, which should have been mended yesterday."""
    inspected(vera, site)
    Finding.objects.update(
        repair_by=timezone.localdate() - timedelta(days=1), found_on=timezone.localdate() - timedelta(days=9)
    )
    return site


@pytest.mark.django_db
def test_before_choosing_it_says_which_sites_have_open_findings_and_shows_just_those(
    sofie, logged_in, found_there, provider, venlo, make_site
) -> None:
    quiet = make_site(provider, venlo)
    client, address = logged_in(sofie), reverse("register:night-register")

    everything = client.get(address).content.decode()
    only = client.get(address, {"findings": "1"}).content.decode()

    assert "1 bevinding open, 1 te laat" in everything
    assert str(quiet.pk) in everything
    assert str(found_there.pk) in only
    assert str(quiet.pk) not in only


@pytest.mark.django_db
def test_who_checks_no_sites_or_stands_in_another_municipality_counts_no_findings(sofie, bob, wim, found_there) -> None:
    counted = [open_findings_by_site(actor=actor, on=timezone.localdate()) for actor in (sofie, bob, wim)]

    assert [set(each) for each in counted] == [{found_there.pk}, set(), set()]


@pytest.mark.django_db
def test_the_nights_stand_above_the_sites_and_there_is_one_main_button(sofie, logged_in, site) -> None:
    page = logged_in(sofie).get(reverse("register:night-register")).content.decode()
    main = page.partition("<main")[2]

    assert main.index('name="first"') < main.index('name="site"')
    assert main.count("nl-button--primary") == 1


@pytest.mark.django_db
def test_choosing_asks_the_same_number_of_queries_for_one_site_and_for_many(
    sofie, logged_in, found_there, provider, venlo, make_site, django_assert_max_num_queries
) -> None:
    for _ in range(5):
        make_site(provider, venlo)
    client = logged_in(sofie)

    with django_assert_max_num_queries(18):
        client.get(reverse("register:night-register"))


@pytest.fixture
def many_sites(provider, venlo, make_site, monkeypatch):
    """Three sites more, and a page holds one."""
    monkeypatch.setattr("thoes.register.web.night_register._SITES_AT_ONCE", 1)
    return [make_site(provider, venlo) for _ in range(3)]


def _ticks(page: str) -> list[str]:
    return re.findall(r'name="site" value="([^"]+)"', page)


@pytest.mark.django_db
def test_of_many_sites_each_stands_on_one_page_and_those_that_were_chosen_on_all(sofie, logged_in, many_sites) -> None:
    client, address = logged_in(sofie), reverse("register:night-register")

    def page(**asked: object) -> str:
        return client.get(address, asked).content.decode()

    first = page()
    numbers = [int(number) for number in re.findall(r'href="\?page=(\d+)"', first)]
    ticks = [_ticks(page(page=number)) for number in range(1, max(numbers) + 1)]

    assert sorted(tick for (tick,) in ticks) == sorted({tick for (tick,) in ticks})
    assert {str(site.pk) for site in many_sites} <= {tick for (tick,) in ticks}
    assert _ticks(page(site=ticks[2][0])) == [ticks[2][0], ticks[0][0]]
    assert f"Hier staan locaties 2 tot en met 2 van de {len(ticks)}" in page(page=2)


@pytest.mark.django_db
def test_all_sites_of_a_list_of_several_pages_are_looked_at_and_taken_along_at_once(
    sofie, logged_in, many_sites, guest, site
) -> None:
    client = _with_purpose(logged_in(sofie))
    asked = {**_asked(site, every="1"), "site": []}

    shown = client.get(reverse("register:night-register-show"), asked).content.decode()
    taken_along = client.get(reverse("register:night-register-export", args=["csv"]), asked)

    assert "Testowska" in shown
    assert all(each.name in shown for each in many_sites)
    assert "Testowska" in taken_along.content.decode()


@pytest.mark.django_db
def test_all_sites_of_a_narrowed_list_are_those_that_were_found(sofie, logged_in, many_sites, guest, site) -> None:
    client = _with_purpose(logged_in(sofie))

    def shown(words: str) -> str:
        asked = {**_asked(site, every="1", q=words), "site": []}
        return client.get(reverse("register:night-register-show"), asked).content.decode()

    found, nowhere = shown(site.name), shown("xyzzy")

    assert "Testowska" in found
    assert not any(each.name in found for each in many_sites)
    assert "Geen locatie gevonden" in nowhere


@pytest.mark.parametrize(
    ("logged", "words"),
    [
        ("visit: Zaak 12", "Een bezoek aan een locatie – Zaak 12"),
        ("request 7", "request 7"),
        ("visit: ", "visit: "),
        ("", ""),
    ],
)
def test_what_a_supervisor_looked_for_is_read_in_words_and_not_as_a_code(logged, words) -> None:
    with translation.override("nl"):
        assert task_in_words(logged) == words
