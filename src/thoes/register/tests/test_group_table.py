"""A bus of people in a table: one row a person, each mended in its place."""

import uuid
from datetime import timedelta

import pytest
from dateutil.relativedelta import relativedelta
from django.urls import reverse
from django.utils import timezone

from thoes.housing.models import Bed
from thoes.kernel.nights import current_night
from thoes.privacy.models import ProcessingRecord
from thoes.register.domain.ages import CHILD_BELOW
from thoes.register.models import Stay, Worker

pytestmark = pytest.mark.django_db

PASSPORT = "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<\nL898902C36UTO7408122F1204159ZE184226B<<<<<10"


@pytest.fixture
def night():
    return current_night(timezone.localtime())


@pytest.fixture
def send(alice, logged_in, site, night):
    """send(rows, at=site, **other) -> the answer; a row is (family name, given name) or a dict."""
    client = logged_in(alice)

    def sending(rows=(), *, at=site, follow=False, **other):
        data = {"arrival": night.isoformat(), "document_kind": "passport", "nonce": str(uuid.uuid4()), **other}
        for number, row in enumerate(rows):
            fields = row if isinstance(row, dict) else {"family_name": row[0], "given_name": row[1]}
            data |= {f"row-{number}-{name}": value for name, value in fields.items()}
        return client.post(reverse("register:check-in-group", args=[at.pk]), data, follow=follow)

    return sending


def rows_of(answer):
    """The filled rows of the table that is shown."""
    return [row for row in answer.context["rows"] if row.sent]


def beds_of(answer) -> list[str]:
    beds = [Bed.objects.filter(pk=row.sent.get("bed") or None).first() for row in rows_of(answer)]
    return [f"{bed.unit.name}{bed.name}" if bed else "" for bed in beds]


def test_pasted_lines_become_rows_that_can_be_edited_each_with_a_bed(send) -> None:
    page = send(names="Testowska, Anna; Opole\nPróbny, Jan", preview="1")

    assert [(r.sent["family_name"], r.sent["given_name"], r.sent["residence"]) for r in rows_of(page)] == [
        ("Testowska", "Anna", "Opole"),
        ("Próbny", "Jan", ""),
    ]
    assert beds_of(page) == ["K1A", "K1B"]
    assert page.context["form"]["names"].value() == ""
    assert not Stay.objects.exists()


def test_the_rows_go_in_as_they_were_edited(send) -> None:
    bed = Bed.objects.get(unit__name="K2", name="B")
    send([{"family_name": "Testowska", "given_name": "Anna", "residence": "Opole", "bed": str(bed.pk)}])

    stay = Stay.objects.get()
    assert (stay.bed, stay.worker.residence, stay.worker.document_kind) == (bed, "Opole", "passport")


def test_who_sleeps_in_a_room_stands_beside_its_beds_and_is_logged(send) -> None:
    send([("Testowska", "Anna")])
    ProcessingRecord.objects.all().delete()

    page = send([("Próbny", "Jan")], preview="1")

    (row,) = rows_of(page)
    assert beds_of(page) == ["K1B"]
    assert row.roommates == ["Testowska, Anna"]
    assert '<optgroup label="K1: Testowska, Anna">' in page.content.decode()
    assert [r.person_id for r in ProcessingRecord.objects.filter(activity="register.check_in")] == [
        Stay.objects.get().worker.person_id
    ]


def test_a_couple_that_stays_together_gets_two_beds_of_one_room(send) -> None:
    send([("Testowska", "Anna")])
    couple = [
        {"family_name": "Próbny", "given_name": "Jan"},
        {"family_name": "Próbna", "given_name": "Ewa", "together": "on"},
    ]

    assert beds_of(send(couple, preview="1")) == ["K2A", "K2B"]
    send(couple)

    assert {s.bed.unit.name for s in Stay.objects.filter(worker__residence="").exclude(bed__unit__name="K1")} == {"K2"}
    assert Stay.objects.count() == 3


def test_a_tick_that_is_put_after_the_beds_were_proposed_still_counts(send) -> None:
    send([("Testowska", "Anna")])
    first = send([("Próbny", "Jan"), ("Próbna", "Ewa")], preview="1")
    assert beds_of(first) == ["K1B", "K2A"]

    ticked = [dict(row.sent) for row in rows_of(first)]
    ticked[1]["together"] = "on"

    assert beds_of(send(ticked, preview="1")) == ["K2A", "K2B"]


def test_a_family_that_fits_in_no_room_is_told_so(send) -> None:
    family = [{"family_name": f"Próbny{letter}", "together": "on"} for letter in "abc"]

    page = send(family, preview="1")

    assert [row.is_apart for row in rows_of(page)] == [True] * 3
    assert "Geen enkele kamer heeft genoeg vrije bedden" in page.content.decode()


def test_a_room_can_be_chosen_for_everybody(send, site) -> None:
    room = Bed.objects.filter(unit__name="K2").first().unit_id

    send([("Testowska", "Anna"), ("Próbny", "Jan")], room=str(room))

    assert {stay.bed.unit_id for stay in Stay.objects.all()} == {room}


def test_who_does_not_fit_in_the_chosen_room_stays_in_the_table(send) -> None:
    room = Bed.objects.filter(unit__name="K2").first().unit_id

    page = send([("Testowska", "Anna"), ("Próbny", "Jan"), ("Testas", "Ona")], room=str(room), preview="1")

    assert [bool(row.form.errors) for row in rows_of(page)] == [False, False, True]


def test_the_page_asks_at_the_row_whether_it_is_somebody_who_was_here_before(send, night) -> None:
    _was_here("Testowska", send, night)

    page = send([("Testowska", "Anna")], preview="1")

    (row,) = rows_of(page)
    assert [one.facts.family_name for one in row.known] == ["Testowska"]
    assert "Kent u deze persoon?" in page.content.decode()
    assert not row.is_ready


@pytest.mark.parametrize(("says_yes", "workers"), [(True, 1), (False, 2)])
def test_yes_takes_the_worker_we_know_and_no_makes_another(send, night, says_yes, workers) -> None:
    worker = _was_here("Testowska", send, night)

    send([{"family_name": "Testowska", "given_name": "Anna", "same": str(worker.pk) if says_yes else "else"}])

    assert Worker.objects.count() == workers
    assert Stay.objects.filter(arrival=night, known_until=None).count() == 1


def test_a_question_that_was_asked_is_answered_first(send, night) -> None:
    _was_here("Testowska", send, night)
    asked = dict(rows_of(send([("Testowska", "Anna"), ("Próbny", "Jan")], preview="1"))[0].sent)

    page = send([asked, {"family_name": "Próbny", "given_name": "Jan"}])

    assert [name for name, _reason in page.context["refused"]] == ["Testowska, Anna"]
    assert Stay.objects.filter(arrival=night, known_until=None).get().worker.family_name == "Próbny"


def test_an_answer_about_another_name_counts_for_nothing(send, night) -> None:
    worker = _was_here("Testowska", send, night)

    send([{"family_name": "Próbny", "given_name": "Jan", "same": str(worker.pk)}])

    assert Stay.objects.get(arrival=night, known_until=None).worker.family_name == "Próbny"


def test_the_worker_of_another_housing_provider_cannot_be_said_to_be_the_same(
    send, night, charlie, logged_in, other_provider, venlo, make_site
) -> None:
    theirs = make_site(other_provider, venlo)
    data = {"names": "Testowska, Anna", "arrival": night.isoformat(), "document_kind": "passport"}
    logged_in(charlie).post(reverse("register:check-in-group", args=[theirs.pk]), {**data, "nonce": str(uuid.uuid4())})
    foreign = Worker.objects.get()

    page = send([{"family_name": "Testowska", "given_name": "Anna", "same": str(foreign.pk)}], preview="1")
    send([{"family_name": "Testowska", "given_name": "Anna", "same": str(foreign.pk)}])

    assert str(foreign.pk) not in page.content.decode()
    assert Worker.objects.count() == 2


def test_who_is_in_already_is_shown_with_the_own_bed_and_gets_no_other(send) -> None:
    send([("Testowska", "Anna")])

    page = send([("Testowska", "Anna"), ("Próbny", "Jan")], preview="1")
    answer = send([("Testowska", "Anna"), ("Próbny", "Jan")], follow=True)

    assert [row.is_in for row in rows_of(page)] == ["K1 – A", ""]
    assert [str(m) for m in answer.context["messages"]] == [
        "1 werknemer was al aangemeld.",
        "1 werknemer is aangemeld.",
    ]
    assert Stay.objects.count() == 2


@pytest.mark.parametrize(("days", "asks"), [(1, True), (0, False), (-1, False)])
def test_a_birth_date_that_makes_a_child_is_asked_about(send, night, days, asks) -> None:
    born = night - relativedelta(years=CHILD_BELOW) + timedelta(days=days)
    row = {"family_name": "Testowska", "given_name": "Anna", "date_of_birth": born.isoformat()}

    page = send([row])

    assert Stay.objects.count() == (0 if asks else 1)
    if asks:
        assert "Is het een kind?" in page.content.decode()


def test_a_child_is_left_out_and_that_is_said(send, night) -> None:
    child = {"family_name": "Próbny", "given_name": "Ola", "together": "on", "child": "on",
             "date_of_birth": (night - timedelta(days=900)).isoformat()}  # fmt: skip

    shown = send([("Próbna", "Ewa"), child], preview="1").content.decode()
    answer = send([("Próbna", "Ewa"), child], follow=True)

    assert "Een kind wordt niet als werknemer geregistreerd" in shown
    assert "1 kind is niet geregistreerd: een kind is geen werknemer." in map(str, answer.context["messages"])
    assert Worker.objects.get().family_name == "Próbna"


def test_a_family_stays_together_around_its_child(send) -> None:
    send([("Testowska", "Anna")])
    family = [
        {"family_name": "Próbny", "given_name": "Jan"},
        {"family_name": "Próbny", "given_name": "Ola", "child": "on", "together": "on"},
        {"family_name": "Próbna", "given_name": "Ewa", "together": "on"},
    ]

    assert beds_of(send(family, preview="1")) == ["K2A", "", "K2B"]


def test_a_birth_date_is_asked_only_where_the_municipality_has_a_ground(send, provider, weert, make_site) -> None:
    narrow = make_site(provider, weert)

    assert "row-0-date_of_birth" in send([("Testowska", "Anna")], preview="1").content.decode()
    assert "row-0-date_of_birth" not in send([("Testowska", "Anna")], at=narrow, preview="1").content.decode()


def test_a_row_can_be_added_and_removed_without_scripts(send) -> None:
    added = send([("Testowska", "Anna")], add="1")
    removed = send([("Testowska", "Anna"), ("Próbny", "Jan")], remove="0")

    assert [row.name for row in added.context["rows"]] == ["Testowska, Anna", ""]
    assert "autofocus" in added.content.decode()
    assert [row.name for row in rows_of(removed)] == ["Próbny, Jan"]
    assert not Stay.objects.exists()


def test_rows_are_typed_from_nothing(send) -> None:
    page = send(add="1")

    assert [row.name for row in page.context["rows"]] == [""]
    assert not page.context["form"].errors


def test_what_is_wrong_stands_at_its_row_the_others_go_in_and_nothing_typed_is_lost(send) -> None:
    wrong = {"family_name": "Testowska", "given_name": "Anna", "residence": "Opole", "date_of_birth": "31-31-1990"}

    page = send([wrong, ("Próbny", "Jan")])

    (row,) = rows_of(page)
    assert Stay.objects.get().worker.family_name == "Próbny"
    assert "date_of_birth" in row.form.errors
    shown = page.content.decode()
    assert 'value="31-31-1990"' in shown
    assert 'value="Opole"' in shown


def test_a_wrong_arrival_loses_no_row_and_no_line(send) -> None:
    page = send([("Testowska", "Anna")], names="Próbny, Jan", arrival="nonsense")

    assert "arrival" in page.context["form"].errors
    assert [row.name for row in rows_of(page)] == ["Testowska, Anna", "Próbny, Jan"]
    assert not Stay.objects.exists()


def test_a_number_that_may_be_a_bsn_is_refused_at_its_row(send) -> None:
    page = send([{"family_name": "Testowska", "residence": "BSN 111222333"}])

    assert "residence" in rows_of(page)[0].form.errors
    assert not Worker.objects.exists()


def test_the_same_table_twice_does_the_same_once(send) -> None:
    rows, nonce = [("Testowska", "Anna"), ("Próbny", "Jan")], str(uuid.uuid4())

    answers = [send(rows, nonce=nonce, follow=True) for _ in range(2)]

    said = [[str(m) for m in answer.context["messages"]] for answer in answers]
    assert said == [["2 werknemers zijn aangemeld."]] * 2
    assert Stay.objects.count() == Worker.objects.count() == 2


def test_lines_beyond_what_a_table_shows_wait_in_the_box(send) -> None:
    names = "\n".join(f"Testowska{n:03}, Anna" for n in range(70))

    page = send(names=names, preview="1")

    assert len(rows_of(page)) == 60
    assert page.context["form"]["names"].value().splitlines() == [f"Testowska{n:03}, Anna" for n in range(60, 70)]


def test_more_than_a_table_shows_is_still_checked_in_at_once(send, provider, venlo, make_site) -> None:
    large = make_site(provider, venlo, rooms=10, beds=8)
    names = "\n".join(f"Testowska{chr(97 + n // 26)}{chr(97 + n % 26)}, Anna" for n in range(70))

    send(names=names, at=large)

    assert Stay.objects.count() == 70


def test_a_document_that_was_read_into_the_box_becomes_a_row_to_look_at(send) -> None:
    page = send(names=f"Próbny, Jan\n{PASSPORT}")

    read = next(row for row in rows_of(page) if row.sent["family_name"] == "Eriksson")
    assert read.sent["given_name"] == "Anna Maria"
    assert (read.sent["date_of_birth"], read.sent["document_number"]) == ("1974-08-12", "L898902C3")
    assert [row.name for row in rows_of(page)].count("Próbny, Jan") == 1
    assert "ZE184226B" not in page.content.decode()
    assert not Stay.objects.exists()


def test_a_document_that_was_read_into_a_name_fills_its_row(send) -> None:
    page = send([{"family_name": PASSPORT.replace("\n", ""), "residence": "Opole"}])

    (row,) = rows_of(page)
    assert (row.name, row.sent["residence"], row.sent["document_kind"]) == ("Eriksson, Anna Maria", "Opole", "passport")
    assert not Stay.objects.exists()


def test_of_a_document_that_was_misread_nothing_is_taken_over(send) -> None:
    misread = PASSPORT.replace("740812", "740813")

    page = send([("Próbny", "Jan")], names=misread)

    shown = page.content.decode()
    assert [row.name for row in rows_of(page)] == ["Próbny, Jan"]
    assert "controlecijfer" in shown
    assert "ERIKSSON" not in shown
    assert "ZE184226B" not in shown


def test_somebody_who_is_in_in_another_bed_is_said_to_be_there_and_not_asked_about_a_list(
    send, alice, logged_in, site, night
) -> None:
    send([("Testowska", "Anna")])
    worker, other = Worker.objects.get(), Bed.objects.get(unit__name="K2", name="B")
    sent = {"arrival": night.isoformat(), "bed": str(other.pk), "nonce": str(uuid.uuid4())}

    one = logged_in(alice).post(f"{reverse('register:check-in', args=[site.pk])}?worker={worker.pk}", sent)
    row = {"family_name": "Testowska", "given_name": "Anna", "bed": str(other.pk), "same": str(worker.pk)}
    table = send([row])

    assert "K1 – A" in str(one.context["form"].errors["bed"])
    assert "K1 – A" in str(rows_of(table)[0].form.errors["bed"])
    assert Stay.objects.count() == 1


def _was_here(name: str, send, night) -> Worker:
    """A worker who slept here and left."""
    send([(name, "Anna")], arrival=(night - timedelta(days=9)).isoformat())
    stay = Stay.objects.get()
    Stay.objects.filter(pk=stay.pk).update(known_until=timezone.now())
    stay.pk, stay.known_from, stay.departure = uuid.uuid4(), timezone.now(), night - timedelta(days=3)
    stay._state.adding = True
    stay.save()
    return stay.worker


@pytest.mark.parametrize("days", [-400, 40])
def test_a_day_of_arrival_that_can_hardly_be_meant_is_asked_about_once_for_all(send, night, days) -> None:
    meant = (night + days * timedelta(days=1)).isoformat()
    group = [("Testowska", "Anna"), ("Próbny", "Jan")]

    asked = send(group, arrival=meant)
    none_yet = Stay.objects.exists()
    send(group, arrival=meant, **{f"sure-arrival-{meant}": "on"})

    assert f'name="sure-arrival-{meant}"' in asked.content.decode()
    assert [row.sent["family_name"] for row in rows_of(asked)] == ["Testowska", "Próbny"]
    assert not none_yet
    assert {stay.arrival.isoformat() for stay in Stay.objects.all()} == {meant}
    assert Stay.objects.count() == 2


def test_beds_are_shown_while_the_day_is_asked_about(send, night) -> None:
    page = send([("Testowska", "Anna")], arrival=(night + timedelta(days=40)).isoformat(), preview="1")

    assert beds_of(page) == ["K1A"]


def test_a_departure_before_the_arrival_stands_once_at_its_field(send, night) -> None:
    before = (night - timedelta(days=3)).isoformat()

    page = send([("Testowska", "Anna"), ("Próbny", "Jan")], expected_departure=before)

    assert "moet na de aankomst" in page.context["form"].errors["expected_departure"][0]
    assert not any(row.form.errors for row in rows_of(page))
    assert not Stay.objects.exists()


def test_somebody_of_a_hundred_years_is_asked_about_in_the_own_row(send, night) -> None:
    born = night.replace(year=night.year - 100, day=1).isoformat()
    row = {"family_name": "Testowska", "given_name": "Anna", "date_of_birth": born}

    asked = send([row])
    none_yet = Stay.objects.exists()
    send([{**row, f"sure-date_of_birth-{born}": "on"}])

    assert "is 100 jaar" in rows_of(asked)[0].form.errors["date_of_birth"][0]
    assert f'name="row-0-sure-date_of_birth-{born}"' in asked.content.decode()
    assert not none_yet
    assert Stay.objects.count() == 1
