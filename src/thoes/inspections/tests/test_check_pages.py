"""The pages of checks and findings: one press per item, with and without scripts, and who may open which page."""

import io
import uuid
from datetime import timedelta
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone, translation
from openpyxl import load_workbook
from pypdf import PdfReader

from thoes.housing.tests.test_pictures import photo_of
from thoes.inspections.domain.checks import ItemOutcome, Severity
from thoes.inspections.models import Check, CheckAnswer, CheckPhoto, Finding
from thoes.inspections.queries import proposed_days
from thoes.inspections.tests.test_checks import close, colleague_of, describe, inspected, say, start
from thoes.ui.days import day_in_words

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


@pytest.fixture(autouse=True)
def _own_folder(settings, tmp_path) -> None:
    settings.MEDIA_ROOT = tmp_path / "files"


def url_of(check: Check, item: str, unit: object = None) -> str:
    if unit is None:
        return reverse("inspections:check-item", args=[check.pk, item])
    return reverse("inspections:check-room-item", args=[check.pk, item, unit])


def begin(page: Client, site, rooms=()) -> Check:
    page.post(reverse("inspections:start-check", args=[site.pk]), {"rooms": [str(room) for room in rooms]})
    return Check.objects.latest("started_at")


def test_the_card_leads_to_a_check_and_says_how_many_findings_are_open(alice, vera, site, logged_in) -> None:
    inspected(vera, site)

    card = logged_in(alice).get(reverse("housing:card", args=[site.pk])).content.decode()

    assert reverse("inspections:checks", args=[site.pk]) in card
    assert "1 open bevinding" in card


def test_the_card_tells_the_last_inspection_and_what_asks_for_attention(alice, vera, paula, site, logged_in) -> None:
    inspected(vera, site)
    begin(logged_in(alice), site)

    card = logged_in(alice).get(reverse("housing:card", args=[site.pk]))
    of_province = logged_in(paula).get(reverse("housing:card", args=[site.pk])).content.decode()

    assert card.context["last_inspection"] == Check.objects.get(kind="inspection")
    # A self-check that goes on is no last one yet.
    assert card.context["last_self_check"] is None
    assert "<dt>Laatste zelfcontrole</dt><dd>nog geen</dd>" in card.content.decode()
    assert "1 open bevinding" in card.content.decode().partition('id="to-do"')[2].partition("</section>")[0]
    assert "Laatste inspectie" not in of_province
    assert "open bevinding" not in of_province


def test_a_provider_begins_a_self_check_with_rooms_and_the_municipality_an_inspection(
    alice, vera, site, logged_in
) -> None:
    rooms = [unit.pk for unit in site.units.all()]

    mine, theirs = begin(logged_in(alice), site, rooms), begin(logged_in(vera), site)

    assert (mine.kind, mine.rooms) == ("self_check", rooms)
    assert (theirs.kind, theirs.rooms) == ("inspection", [])


def test_pressing_in_order_saves_at_once_and_goes_on_with_the_next_item(alice, site, logged_in) -> None:
    page, check = logged_in(alice), start(alice, site)

    answer = page.post(url_of(check, "overview"), {"outcome": "in_order", "number": "12", "note": "klopt", "seen": ""})

    kept = CheckAnswer.objects.get()
    assert answer["Location"] == url_of(check, "night_register")
    assert (kept.outcome, kept.number, kept.note) == ("in_order", Decimal(12), "klopt")


def test_a_number_may_be_written_with_a_comma(alice, site, logged_in) -> None:
    check = start(alice, site)
    page = logged_in(alice)

    page.post(url_of(check, "living_area"), {"outcome": "in_order", "number": "120,5"})

    assert CheckAnswer.objects.get().number == Decimal("120.5")
    with translation.override("nl"):
        assert 'value="120,5"' in page.get(url_of(check, "living_area")).content.decode()


def test_pressing_not_in_order_stays_to_ask_how_bad_and_by_when(vera, site, logged_in) -> None:
    page, check = logged_in(vera), start(vera, site)

    answer = page.post(url_of(check, "co_alarms"), {"outcome": "not_in_order"})
    shown = page.get(answer["Location"])

    assert answer["Location"] == f"{url_of(check, 'co_alarms')}#finding"
    assert shown.context["term_form"].initial["severity"] == "danger"
    assert shown.context["term_form"].initial["repair_by"] is None


def test_saying_by_when_goes_on_with_the_next_item(vera, site, logged_in) -> None:
    page, check = logged_in(vera), start(vera, site)
    page.post(url_of(check, "co_alarms"), {"outcome": "not_in_order"})
    day = timezone.localdate() + timedelta(days=5)

    answer = page.post(
        url_of(check, "co_alarms"),
        {
            "go": "next",
            "note": "bij de kachel",
            "severity": "serious",
            "repair_by": day.isoformat(),
            "responsible": "owner",
        },
    )

    finding = Finding.objects.get()
    assert answer["Location"] == url_of(check, "escape_routes")
    assert (finding.severity, finding.repair_by, finding.responsible) == ("serious", day, "owner")
    assert CheckAnswer.objects.get(replaced_at=None).note == "bij de kachel"


def test_a_day_that_cannot_be_is_said_at_its_field_and_the_note_is_kept(vera, site, logged_in) -> None:
    page, check = logged_in(vera), start(vera, site)
    page.post(url_of(check, "co_alarms"), {"outcome": "not_in_order"})
    too_early = timezone.localdate() - timedelta(days=40)

    answer = page.post(
        url_of(check, "co_alarms"),
        {"go": "next", "note": "hangt scheef", "severity": "danger", "repair_by": too_early, "responsible": "provider"},
    )

    assert answer.context["term_form"].errors["repair_by"]
    assert CheckAnswer.objects.get(replaced_at=None).note == "hangt scheef"


def test_the_severity_stands_right_under_the_answer_and_there_is_one_way_on(vera, site, logged_in) -> None:
    page, check = logged_in(vera), start(vera, site)
    before = page.get(url_of(check, "co_alarms")).content.decode()
    page.post(url_of(check, "co_alarms"), {"outcome": "not_in_order"})

    after = page.get(url_of(check, "co_alarms")).content.decode()

    assert before.count('name="go"') == after.count('name="go"') == 1
    assert after.index('value="not_looked_at"') < after.index('name="severity"') < after.index('id="id_note"')
    assert after.index('name="photo"') < after.index('name="go"')


def described(page, check, **changed) -> Finding:
    """What a finding about the carbon monoxide alarms says after its form was sent."""
    form = {"go": "next", "severity": "danger", "repair_by": "", "responsible": "provider"} | changed
    page.post(url_of(check, "co_alarms"), form)
    return Finding.objects.get()


@pytest.mark.parametrize("severity", ["danger", "serious", "minor"])
def test_a_day_left_empty_is_the_one_that_we_propose_for_the_severity_chosen(severity, vera, site, logged_in) -> None:
    page, check = logged_in(vera), start(vera, site)
    page.post(url_of(check, "co_alarms"), {"outcome": "not_in_order"})

    finding = described(page, check, severity=severity)

    assert finding.repair_by == proposed_days(finding.found_on)[Severity(severity)]


def test_the_page_says_for_each_severity_which_day_we_propose(vera, site, logged_in) -> None:
    page, check = logged_in(vera), start(vera, site)
    page.post(url_of(check, "co_alarms"), {"outcome": "not_in_order"})

    page.cookies["django_language"] = "en"
    shown = page.get(url_of(check, "co_alarms")).content.decode()

    with translation.override("en"):
        days = [day_in_words(day) for day in proposed_days(Finding.objects.get().found_on).values()]

    assert [day in shown for day in days] == [True, True, True]


def test_another_severity_never_changes_a_day_that_somebody_set_and_says_so(vera, site, logged_in) -> None:
    page, check = logged_in(vera), start(vera, site)
    page.cookies["django_language"] = "en"
    page.post(url_of(check, "co_alarms"), {"outcome": "not_in_order"})
    day = timezone.localdate() + timedelta(days=40)
    described(page, check, severity="minor", repair_by=day.isoformat())

    finding = described(page, check, severity="danger", repair_by=day.isoformat())

    shown = page.get(url_of(check, "escape_routes")).content.decode()
    assert (finding.severity, finding.repair_by) == ("danger", day)
    assert "as it was set. For this severity we propose" in shown


def test_next_without_a_word_goes_on_and_with_a_note_keeps_it(alice, site, logged_in) -> None:
    page, check = logged_in(alice), start(alice, site)

    first = page.post(url_of(check, "overview"), {"go": "next"})
    page.post(url_of(check, "night_register"), {"go": "next", "note": "straks"})

    assert first["Location"] == url_of(check, "night_register")
    assert [(a.item, a.outcome, a.note) for a in CheckAnswer.objects.all()] == [("night_register", "", "straks")]


def test_with_scripts_a_changed_note_is_saved_by_itself_and_the_progress_comes_back(alice, site, logged_in) -> None:
    page, check = logged_in(alice), start(alice, site)

    answer = page.post(url_of(check, "waste"), {"note": "vol"}, headers={"HX-Request": "true"}).content.decode()

    kept = CheckAnswer.objects.get()
    assert kept.note == "vol"
    assert f'value="{kept.pk}"' in answer
    assert 'id="check-progress" hx-swap-oob="true"' in answer


@pytest.mark.parametrize("headers", [{}, {"HX-Request": "true"}])
def test_who_was_second_sees_both_answers_and_loses_neither(headers, alice, site, logged_in) -> None:
    adam, check = colleague_of(alice, "adam"), start(alice, site)
    page = logged_in(adam)
    page.get(url_of(check, "waste"))
    say(alice, check, "waste", ItemOutcome.NOT_APPLICABLE, note="van haar")

    answer = page.post(url_of(check, "waste"), {"note": "van hem", "outcome": "in_order", "seen": ""}, headers=headers)

    shown = answer.content.decode()
    assert "van haar" in shown
    assert headers or "van hem" in shown
    assert CheckAnswer.objects.get(replaced_at=None).note == "van haar"


def test_a_bsn_in_a_note_is_refused_on_the_page_and_what_was_typed_stays(alice, site, logged_in) -> None:
    answer = logged_in(alice).post(url_of(start(alice, site), "waste"), {"note": "111222333", "outcome": "in_order"})

    assert answer.context["form"].errors["note"]
    assert "111222333" in answer.content.decode()
    assert not CheckAnswer.objects.exists()


@pytest.mark.parametrize(("number", "note"), [("120,5", "111222333"), ("twaalf", "klopt")])
def test_what_was_typed_comes_back_when_something_is_refused(number, note, alice, site, logged_in) -> None:
    check = start(alice, site)

    answer = logged_in(alice).post(
        url_of(check, "living_area"), {"number": number, "note": note, "outcome": "in_order"}
    )

    assert f'value="{number}"' in answer.content.decode()
    assert not CheckAnswer.objects.exists()


def test_a_check_is_killed_half_way_and_goes_on(alice, site, logged_in) -> None:
    page, room = logged_in(alice), site.units.first().pk
    check = begin(page, site, [room])
    page.post(url_of(check, "overview"), {"outcome": "in_order"})
    page.post(url_of(check, "bed", room), {"outcome": "in_order"})

    again = logged_in(alice).get(reverse("inspections:check", args=[check.pk]))

    assert again.context["sheet"].progress.done == 2
    assert again.context["sheet"].first_without_answer().item.key == "night_register"


def test_the_whole_way_from_a_finding_to_an_accepted_repair(alice, vera, site, logged_in) -> None:
    finding = inspected(vera, site)
    provider, officer, today = logged_in(alice), logged_in(vera), timezone.localdate()
    Finding.objects.filter(pk=finding.pk).update(found_on=today)

    def to(name: str) -> str:
        return reverse(f"inspections:{name}", args=[finding.pk])

    nonce = str(uuid.uuid4())
    photo = SimpleUploadedFile("a.jpg", photo_of())
    form = {"text": "gekeurd", "repaired_on": today.isoformat(), "nonce": nonce, "photo": photo}
    provider.post(to("answer-finding"), form)
    officer.post(to("send-back-finding"), {"text": "ik zie geen keuring"})
    provider.post(
        to("answer-finding"), {"text": "nu wel", "repaired_on": today.isoformat(), "nonce": str(uuid.uuid4())}
    )
    officer.post(to("accept-repair"))
    officer.post(to("undo-finding"))
    officer.post(to("accept-repair"))

    finding.refresh_from_db()
    shown = provider.get(to("finding")).content.decode()
    assert finding.state == "mended"
    assert CheckPhoto.objects.get().finding_id == finding.pk
    assert "ik zie geen keuring" in shown
    assert "De laatste stap is teruggenomen" in shown


def test_a_provider_mends_its_own_finding_with_a_photo_and_an_officer_is_asked_for_none(
    alice, vera, site, logged_in
) -> None:
    check = start(alice, site)
    say(alice, check, "waste", ItemOutcome.NOT_IN_ORDER)
    finding = describe(alice, Finding.objects.get())
    close(alice, check)
    today = timezone.localdate().isoformat()
    form = {"repaired_on": today, "nonce": str(uuid.uuid4()), "photo": SimpleUploadedFile("a.jpg", photo_of())}

    logged_in(alice).post(reverse("inspections:mend-finding", args=[finding.pk]), form)
    asked = logged_in(vera).get(reverse("inspections:mend-finding", args=[inspected(vera, site).pk]))

    assert Finding.objects.get(pk=finding.pk).state == "mended"
    assert CheckPhoto.objects.get().finding_id == finding.pk
    assert set(asked.context["form"].fields) == {"text", "repaired_on"}


def test_a_refused_photo_takes_the_answer_back_with_it(alice, vera, site, logged_in) -> None:
    finding = inspected(vera, site)
    Finding.objects.filter(pk=finding.pk).update(found_on=timezone.localdate())
    photo = SimpleUploadedFile("a.jpg", b"<svg onload='alert(1)'/>")
    form = {
        "text": "klaar",
        "repaired_on": timezone.localdate().isoformat(),
        "nonce": str(uuid.uuid4()),
        "photo": photo,
    }

    answer = logged_in(alice).post(reverse("inspections:answer-finding", args=[finding.pk]), form)

    finding.refresh_from_db()
    assert answer.context["form"].errors["photo"]
    assert finding.state == "open"


def add_photo(page: Client, check: Check, body: bytes, name: str = "foto.jpg"):
    return page.post(
        reverse("inspections:add-photo", args=[check.pk, "waste"]),
        {"photo": SimpleUploadedFile(name, body), "nonce": str(uuid.uuid4())},
    )


def test_a_photo_is_shown_by_us_and_kept_by_no_browser(vera, site, logged_in) -> None:
    page, check = logged_in(vera), start(vera, site)
    add_photo(page, check, photo_of())

    answer = page.get(reverse("inspections:photo", args=[CheckPhoto.objects.get().pk]))

    assert answer.getvalue().startswith(b"\xff\xd8\xff")
    assert answer["Content-Type"] == "image/jpeg"
    assert answer["Cache-Control"] == "no-store"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in answer["Content-Security-Policy"]


@pytest.mark.parametrize("body", [b"<svg onload='alert(1)'/>", b"<html>", b"", b"\xff\xd8\xff<script>"])
def test_a_page_or_drawing_with_the_name_of_a_photo_is_refused_at_the_field(body, vera, site, logged_in) -> None:
    answer = add_photo(logged_in(vera), start(vera, site), body, "onschuldig.jpg")

    assert answer.context["photo_form"].errors["photo"]
    assert not CheckPhoto.objects.exists()


def test_a_removed_photo_is_no_longer_shown(vera, site, logged_in) -> None:
    page, check = logged_in(vera), start(vera, site)
    add_photo(page, check, photo_of())
    photo = CheckPhoto.objects.get()

    page.post(reverse("inspections:remove-photo", args=[photo.pk]))

    assert page.get(reverse("inspections:photo", args=[photo.pk])).status_code == 404


@pytest.mark.parametrize(
    ("who", "status"), [("alice", 200), ("sofie", 200), ("charlie", 404), ("wim", 404), ("paula", 403)]
)
def test_who_sees_the_photo_of_a_finished_inspection(who, status, vera, site, logged_in, request) -> None:
    check = start(vera, site)
    add_photo(logged_in(vera), check, photo_of())
    close(vera, check)

    answer = logged_in(request.getfixturevalue(who)).get(
        reverse("inspections:photo", args=[CheckPhoto.objects.get().pk])
    )

    assert answer.status_code == status
    assert answer.getvalue().startswith(b"\xff\xd8\xff") is (status == 200)


@pytest.mark.parametrize("who", ["charlie", "wim", "paula", "bob"])
def test_nobody_else_opens_or_changes_a_check_or_finding(who, vera, site, logged_in, request) -> None:
    finding = inspected(vera, site)
    check, page = finding.check_made, logged_in(request.getfixturevalue(who))
    answers = [
        page.get(reverse("inspections:checks", args=[site.pk])),
        page.get(reverse("inspections:start-check", args=[site.pk])),
        page.get(reverse("inspections:check", args=[check.pk])),
        page.get(url_of(check, "waste")),
        page.get(reverse("inspections:check-report", args=[check.pk])),
        page.post(reverse("inspections:close-check", args=[check.pk])),
        page.post(reverse("inspections:reopen-check", args=[check.pk]), {"reason": "x"}),
        page.get(reverse("inspections:finding", args=[finding.pk])),
        *(page.post(reverse(f"inspections:{name}", args=[finding.pk])) for name in ("accept-repair", "undo-finding")),
        page.post(reverse("inspections:describe-finding", args=[finding.pk])),
    ]

    assert {answer.status_code for answer in answers} <= {403, 404}


def test_a_visitor_is_sent_to_the_log_in_page(site) -> None:
    for url in (reverse("inspections:checks", args=[site.pk]), reverse("inspections:findings")):
        assert Client().get(url)["Location"].startswith(reverse("accounts:login"))


def test_the_list_puts_the_late_ones_on_top_and_counts_each_part(
    alice, vera, site, provider, venlo, make_site, logged_in
):
    late, soon = inspected(vera, site), inspected(vera, make_site(provider, venlo))
    today = timezone.localdate()
    Finding.objects.filter(pk=late.pk).update(repair_by=today - timedelta(days=1))
    Finding.objects.filter(pk=soon.pk).update(repair_by=today)

    page = logged_in(alice).get(reverse("inspections:findings"))
    only_late = logged_in(alice).get(f"{reverse('inspections:findings')}?part=overdue&severity=serious")

    listing = page.context["listing"]
    assert [(found.pk, found.is_late) for found in listing.shown] == [(late.pk, True), (soon.pk, False)]
    assert [count for _, _, count in listing.tabs] == [2, 1, 2, 0, 0]
    assert [found.pk for found in only_late.context["listing"].shown] == [late.pk]


@pytest.mark.parametrize(("who", "rows"), [("alice", 1), ("vera", 1), ("sofie", 1), ("charlie", 0), ("wim", 0)])
def test_the_spreadsheet_holds_what_the_reader_may_see(who, rows, vera, site, logged_in, request) -> None:
    inspected(vera, site)

    answer = logged_in(request.getfixturevalue(who)).get(reverse("inspections:findings") + "?file=xlsx")

    assert load_workbook(io.BytesIO(answer.content)).active.max_row == rows + 1


def test_a_finding_is_nowhere_worded_as_if_all_were_well(vera, site, logged_in) -> None:
    found = inspected(vera, site)
    page = logged_in(vera)

    heading = page.get(reverse("inspections:finding", args=[found.pk])).content.decode().partition("<h1")[2]
    book = load_workbook(io.BytesIO(page.get(reverse("inspections:findings") + "?file=xlsx").content))
    of = dict(zip(*([cell.value for cell in row] for row in book.active.iter_rows()), strict=True))

    assert "Blusmiddelen ontbreken of de keuring is verlopen" in heading.partition("</h1>")[0]
    assert of["Wat niet in orde was"] == "Blusmiddelen ontbreken of de keuring is verlopen"


@pytest.mark.parametrize(
    ("late", "words"), [(-1, "Gevaar"), (0, "Gevaar"), (1, "Gevaar, 1 dag te laat"), (114, "Gevaar, 114 dagen te laat")]
)
def test_a_finding_says_in_one_badge_how_bad_it_is_and_how_late(late, words, vera, site, logged_in) -> None:
    found = inspected(vera, site)
    Finding.objects.filter(pk=found.pk).update(
        severity="danger",
        repair_by=timezone.localdate() - timedelta(days=late),
        found_on=timezone.localdate() - timedelta(days=200),
    )

    shown = logged_in(vera).get(reverse("inspections:finding", args=[found.pk])).content.decode()
    listed = logged_in(vera).get(reverse("inspections:findings")).content.decode()

    assert f">{words}</span>" in shown
    assert f">{words}</span>" in listed


def test_the_list_asks_the_same_number_of_queries_for_one_and_for_many(
    vera, site, provider, venlo, make_site, logged_in, django_assert_max_num_queries
) -> None:
    for _ in range(6):
        inspected(vera, make_site(provider, venlo))
    page = logged_in(vera)

    with django_assert_max_num_queries(20):
        page.get(reverse("inspections:findings"))


@pytest.mark.parametrize(("language", "words"), [("nl", "Niet in orde"), ("en", "Not in order")])
def test_the_report_holds_findings_photos_and_corrections_in_both_languages(
    language, words, alice, vera, site, logged_in
) -> None:
    room = site.units.first().pk
    officer, check = logged_in(vera), start(vera, site, [room])
    add_photo(officer, check, photo_of())
    say(vera, check, "waste", ItemOutcome.IN_ORDER, note="container vol")
    close(vera, check)
    officer.post(reverse("inspections:reopen-check", args=[check.pk]), {"reason": "toch niet"})
    before = CheckAnswer.objects.get(item="waste", replaced_at=None)
    say(vera, check, "waste", ItemOutcome.NOT_IN_ORDER, note="container vol", seen=before.pk)
    Finding.objects.update(repair_by=timezone.localdate())
    close(vera, check)

    answer = logged_in(alice).get(f"{reverse('inspections:check-report', args=[check.pk])}?language={language}")

    reader = PdfReader(io.BytesIO(answer.content))
    text = " ".join("\n".join(page.extract_text() for page in reader.pages).split())
    assert answer["Content-Type"] == "application/pdf"
    assert words in text
    assert "toch niet" in text
    assert "container vol" in text
    assert ("Geen plek voor afval" if language == "nl" else "No place for waste") in text
    assert sum(len(page.images) for page in reader.pages) == 1
    assert reader.trailer["/Root"]["/MarkInfo"]["/Marked"]


def test_the_parts_of_a_check_in_which_all_is_well_are_folded(vera, site, logged_in) -> None:
    check, page = start(vera, site), logged_in(vera)
    well, wrong, *unseen = page.get(reverse("inspections:check", args=[check.pk])).context["sheet"].sections
    for line in well.lines:
        say(vera, check, line.item.key, ItemOutcome.IN_ORDER)
    say(vera, check, wrong.lines[0].item.key, ItemOutcome.NOT_IN_ORDER)

    shown = page.get(reverse("inspections:check", args=[check.pk])).content.decode()
    parts = shown.split('<details class="thoes-card"')[1:]

    assert unseen
    assert not parts[0].startswith(" open>")
    assert "Niets mis" in parts[0].partition("</summary>")[0]
    assert all(part.startswith(" open>") and "Niets mis" not in part for part in parts[1:])


def test_there_is_no_report_of_an_open_check(vera, site, logged_in) -> None:
    check = start(vera, site)

    answer = logged_in(vera).get(reverse("inspections:check-report", args=[check.pk]))

    assert answer["Location"] == reverse("inspections:check", args=[check.pk])


def test_a_mistake_is_undone_from_the_message(alice, site, logged_in) -> None:
    page, check = logged_in(alice), start(alice, site)

    answer = page.post(reverse("inspections:void-check", args=[check.pk]), follow=True).content.decode()
    page.post(reverse("inspections:restore-check", args=[check.pk]))

    assert reverse("inspections:restore-check", args=[check.pk]) in answer
    assert Check.objects.get().is_open


@pytest.mark.parametrize(("who", "is_told"), [("alice", True), ("vera", True), ("paula", False)])
def test_the_list_of_all_sites_says_where_findings_are_open_to_who_may_know(
    who, is_told, vera, site, logged_in, request
) -> None:
    inspected(vera, site)

    page = logged_in(request.getfixturevalue(who)).get(reverse("housing:all-sites")).content.decode()

    assert ("1 bevinding open" in page) is is_told
