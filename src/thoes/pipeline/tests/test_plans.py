"""Plans, their steps and dialogue, as a permit officer, a housing provider and a policy adviser meet them."""

import uuid
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from thoes.kernel.refusals import Refusal
from thoes.pipeline.models import Agreement, Initiative, Meeting, MunicipalPolicy, PlanStep, Question
from thoes.pipeline.services import PlannedUnits, change_plan, link_beds, move_plan, record_acquisition, void_plan
from thoes.pipeline.tests.conftest import STARTED, facts
from thoes.privacy.public import as_tenant
from thoes.privacy.tests.acting import everyday

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def plan_form(**other: str) -> dict[str, str]:
    return {
        "title": "Hof Nieuw",
        "municipality": "GM0983",
        "place": "Testveld",
        "short_beds": "24",
        "rent_dwellings": "6",
        "nonce": str(uuid.uuid4()),
        **other,
    }


def move(vera, plan, to: str, **other) -> Initiative:
    given = {"from_date": STARTED, "reason": "", "on": timezone.localdate(), "at": timezone.now(), **other}
    return move_plan(actor=vera, plan_id=plan.pk, to=to, **given)


def test_a_provider_proposes_a_plan_and_the_municipality_sees_it(alice, vera, logged_in) -> None:
    logged_in(alice).post(reverse("pipeline:add-plan"), plan_form())

    shown = logged_in(vera).get(reverse("pipeline:plans")).context["listing"].shown
    assert [(each.plan.title, each.beds, each.dwellings) for each in shown] == [("Hof Nieuw", 24, 6)]
    assert shown[0].plan.provider_id == alice.organisation_id


def test_a_proposal_that_is_sent_twice_is_one_plan(alice, vera, logged_in) -> None:
    page, form = logged_in(alice), plan_form()

    for _ in range(2):
        page.post(reverse("pipeline:add-plan"), form)

    assert Initiative.objects.count() == 1


def test_a_plan_without_beds_or_dwellings_is_refused_at_its_field(vera, logged_in) -> None:
    answer = logged_in(vera).post(reverse("pipeline:add-plan"), plan_form(short_beds="", rent_dwellings=""))

    assert answer.context["form"].errors["short_beds"]


@pytest.mark.parametrize("field", ["summary", "title", "private_initiator"])
def test_no_bsn_comes_in(field, vera, logged_in) -> None:
    answer = logged_in(vera).post(reverse("pipeline:add-plan"), plan_form(**{field: "bel 111222333"}))

    assert answer.context["form"].errors[field]


def test_a_provider_changes_its_idea_until_the_talks_begin(alice, vera, logged_in) -> None:
    logged_in(alice).post(reverse("pipeline:add-plan"), plan_form())
    plan = Initiative.objects.get()
    page = reverse("pipeline:edit-plan", args=[plan.pk])

    before = logged_in(alice).get(page).status_code
    move(vera, plan, "talks", from_date=timezone.localdate())

    assert (before, logged_in(alice).get(page).status_code) == (200, 403)


@pytest.mark.parametrize(
    ("to", "other", "code"),
    [
        ("idea", {}, "phase_is_the_same"),
        ("dropped", {}, "phase_needs_reason"),
        ("talks", {"from_date": STARTED - timedelta(days=1)}, "phase_before_last"),
        ("talks", {"from_date": date(2999, 1, 1)}, "phase_in_future"),
    ],
)
def test_a_phase_that_cannot_be_is_refused(to, other, code, vera, plan) -> None:
    with pytest.raises(Refusal) as refused:
        move(vera, plan, to, **other)

    assert refused.value.code == code


def test_an_opened_plan_is_certain_and_a_dropped_one_is_not(vera, make_plan) -> None:
    opened, dropped = make_plan(chance=40), make_plan(chance=40)

    assert move(vera, opened, "open").chance == 100
    assert move(vera, dropped, "dropped", reason="Te duur").chance == 0
    assert move(vera, dropped, "talks", reason="Toch niet").chance is None


def test_every_phase_stays_in_the_history(vera, plan) -> None:
    move(vera, plan, "talks")
    move(vera, plan, "idea", reason="Andere plek")

    assert [change.phase for change in plan.phase_changes.all()] == ["idea", "talks", "idea"]


def test_the_list_finds_late_and_stuck_plans(vera, make_plan, logged_in) -> None:
    today = timezone.localdate()
    make_plan(title="Laat", on=today, expected_on=today - timedelta(days=1))
    make_plan(title="Stil", on=today - timedelta(days=365))
    make_plan(title="Op weg", on=today, expected_on=today)
    page = logged_in(vera)

    def titles(query: str) -> list[str]:
        return [shown.plan.title for shown in page.get(reverse("pipeline:plans") + query).context["listing"].shown]

    assert titles("?part=late") == ["Laat"]
    assert titles("?part=stuck") == ["Stil"]
    assert len(titles("")) == 3
    assert titles("?q=weg&phase=idea&stay=short") == ["Op weg"]
    assert titles("?stay=mid") == []
    assert titles("?part=nonsense&phase=nonsense") == titles("")


def test_a_mistake_leaves_the_list_and_comes_back(vera, plan, logged_in) -> None:
    page = logged_in(vera)

    page.post(reverse("pipeline:void-plan", args=[plan.pk]))
    gone = page.get(reverse("pipeline:plans")).context["listing"].shown
    page.post(reverse("pipeline:restore-plan", args=[plan.pk]))

    assert gone == []
    assert len(page.get(reverse("pipeline:plans")).context["listing"].shown) == 1


def test_the_list_asks_as_often_for_one_plan_as_for_ten(vera, make_plan, logged_in, django_assert_num_queries) -> None:
    page = logged_in(vera)
    make_plan()
    page.get(reverse("pipeline:plans"))
    with django_assert_num_queries(10):
        page.get(reverse("pipeline:plans"))
    for _ in range(9):
        make_plan()

    with django_assert_num_queries(10):
        answer = page.get(reverse("pipeline:plans"))

    assert len(answer.context["listing"].shown) == 10


def test_the_spreadsheet_holds_what_the_page_shows(vera, plan, logged_in) -> None:
    answer = logged_in(vera).get(reverse("pipeline:plans") + "?file=xlsx")

    assert answer.content[:2] == b"PK"


def test_a_step_is_done_and_open_again(alice, plan, logged_in) -> None:
    page = logged_in(alice)
    page.post(
        reverse("pipeline:add-step", args=[plan.pk]),
        {"title": "Tekening", "due_on": "2026-06-01", "nonce": str(uuid.uuid4())},
    )
    step = PlanStep.objects.get()

    page.post(reverse("pipeline:step-done", args=[step.pk]))
    done = PlanStep.objects.get().done_on
    page.post(reverse("pipeline:step-open", args=[step.pk]))

    assert (done, PlanStep.objects.get().done_on) == (timezone.localdate(), None)


def test_the_dialogue_goes_from_an_invitation_to_an_agreement_that_is_kept(vera, plan, logged_in) -> None:
    page = logged_in(vera)
    page.post(
        reverse("pipeline:add-meeting", args=[plan.pk]),
        {
            "held_on": "2026-03-01",
            "place": "Dorpshuis",
            "invited": "300 meter",
            "households": "80",
            "nonce": str(uuid.uuid4()),
        },
    )
    meeting = Meeting.objects.get()
    page.post(
        reverse("pipeline:edit-meeting", args=[meeting.pk]),
        {
            "held_on": "2026-03-01",
            "place": "Dorpshuis",
            "invited": "300 meter",
            "households": "80",
            "visitors": "31",
            "nonce": str(meeting.pk),
        },
    )
    page.post(
        reverse("pipeline:add-question", args=[plan.pk]),
        {"topic": "traffic", "text": "Waar parkeert men?", "asked_on": "2026-03-01", "nonce": str(uuid.uuid4())},
    )
    question = Question.objects.get()
    early = page.post(
        reverse("pipeline:answer-question", args=[question.pk]), {"answer": "Achter", "answered_on": "2026-02-28"}
    )
    page.post(
        reverse("pipeline:answer-question", args=[question.pk]), {"answer": "Achter", "answered_on": "2026-03-02"}
    )
    page.post(
        reverse("pipeline:add-agreement", args=[plan.pk]),
        {"text": "Een haag", "agreed_on": "2026-03-02", "nonce": str(uuid.uuid4())},
    )
    agreement = Agreement.objects.get()
    page.post(reverse("pipeline:look-at-agreement", args=[agreement.pk]), {"kept": "no", "looked_on": "2026-04-01"})

    assert Meeting.objects.get().visitors == 31
    assert early.context["form"].errors["answered_on"]
    assert Question.objects.get().answer == "Achter"
    assert Agreement.objects.get().kept is False


@pytest.mark.parametrize("kind", ["meeting", "question", "agreement", "step"])
def test_a_line_is_taken_off_and_put_back(kind, vera, plan, logged_in) -> None:
    shared = {"initiative": plan, "recorded_at": timezone.now()}
    line = {
        "meeting": lambda: Meeting.objects.create(held_on=STARTED, place="X", invited="X", **shared),
        "question": lambda: Question.objects.create(asked_on=STARTED, topic="other", text="X", **shared),
        "agreement": lambda: Agreement.objects.create(agreed_on=STARTED, text="X", **shared),
        "step": lambda: PlanStep.objects.create(title="X", **shared),
    }[kind]()

    logged_in(vera).post(reverse("pipeline:void-line", args=[kind, line.pk]))
    line.refresh_from_db()
    gone = line.voided
    logged_in(vera).post(reverse("pipeline:restore-line", args=[kind, line.pk]))
    line.refresh_from_db()

    assert (gone, line.voided) == (True, False)


def test_a_bed_is_meant_for_one_company_only(vera, plan) -> None:
    companies = [
        record_acquisition(
            actor=vera, company=name, workers=30, opens_on=None, note="", at=timezone.now(), acquisition_id=uuid.uuid4()
        )
        for name in ("Een", "Twee")
    ]
    link_beds(actor=vera, acquisition_id=companies[0].pk, plan_id=plan.pk, beds=40)

    with pytest.raises(Refusal) as refused:
        link_beds(actor=vera, acquisition_id=companies[1].pk, plan_id=plan.pk, beds=9)

    assert (refused.value.code, refused.value.facts["free"]) == ("too_many_linked", 8)


def test_a_company_without_beds_in_time_says_so(vera, plan, logged_in) -> None:
    page = logged_in(vera)
    page.post(
        reverse("pipeline:add-company"),
        {
            "company": "Verzinsel B.V.",
            "workers": "30",
            "opens_on": f"{timezone.localdate() + timedelta(days=90)}",
            "nonce": str(uuid.uuid4()),
        },
    )
    shown = page.get(reverse("pipeline:companies")).context["listing"].shown[0]
    page.post(reverse("pipeline:link-beds", args=[shown.company.pk]), {"plan": str(plan.pk), "beds": "30"})
    linked = page.get(reverse("pipeline:companies")).context["listing"].shown[0]
    change_plan(
        actor=vera,
        plan_id=plan.pk,
        facts=facts(provider_id=plan.provider_id, expected_on=date(2026, 12, 31)),
        at=timezone.now(),
    )
    in_time = page.get(reverse("pipeline:companies")).context["listing"].shown[0]

    assert [shown.answer.state, linked.answer.state, in_time.answer.state] == ["too_few", "too_late", "in_time"]


@pytest.mark.parametrize(("days", "state"), [(-1, "too_late"), (0, "in_time"), (1, "in_time")])
def test_an_expected_day_that_went_by_says_nothing(days, state, vera, make_plan, logged_in) -> None:
    today = timezone.localdate()
    plan = make_plan(expected_on=today + timedelta(days=days))
    company = record_acquisition(
        actor=vera, company="X", workers=30, opens_on=today + timedelta(days=90), note="", at=timezone.now(),
        acquisition_id=uuid.uuid4(),
    )  # fmt: skip
    link_beds(actor=vera, acquisition_id=company.pk, plan_id=plan.pk, beds=30)

    assert logged_in(vera).get(reverse("pipeline:companies")).context["listing"].shown[0].answer.state == state


def test_an_opened_plan_is_tied_to_its_site_and_to_none_elsewhere(
    vera, plan, site, weert, make_site, provider, logged_in
) -> None:
    elsewhere = make_site(provider, weert)
    page, address = logged_in(vera), reverse("pipeline:edit-plan", args=[plan.pk])

    wrong = page.post(address, plan_form(site=str(elsewhere.pk)))
    page.post(address, plan_form(site=str(site.pk)))
    with pytest.raises(Refusal) as refused:
        change_plan(actor=vera, plan_id=plan.pk, facts=facts(site_id=elsewhere.pk), at=timezone.now())

    assert wrong.context["form"].errors["site"]
    assert Initiative.objects.get().site_id == site.pk
    assert refused.value.code == "plan_site_elsewhere"
    assert site.name.encode() in page.get(reverse("pipeline:plan", args=[plan.pk])).content


def test_a_provider_chooses_a_municipality_before_it_proposes(alice, venlo, logged_in) -> None:
    answer = logged_in(alice).post(reverse("pipeline:add-plan"), plan_form(municipality=""))

    assert answer.context["form"].errors["municipality"]


def test_the_own_policy_is_used_in_the_check_that_keeps_nothing(vera, weert, logged_in) -> None:
    logged_in(vera).post(
        reverse("pipeline:edit-policy"), {"is_adopted": "yes", "most_km_to_work": "5", "allows_inside": "no"}
    )
    before = Initiative.objects.count()
    visitor = Client()

    def said(code: str) -> dict[str, str]:
        answer = visitor.post(
            reverse("pipeline:check"), {"municipality": code, "in_built_up_area": "yes", "km_to_work": "4,5"}
        )
        return {line.subject: line.outcome for line in answer.context["lines"]}

    assert said("GM0983")["area"] == "does_not_fit"
    assert said("GM0983")["stop"] == "no_rule"
    assert set(said("GM0988").values()) == {"no_rule"}
    assert Initiative.objects.count() == before


def test_a_day_of_adoption_belongs_to_an_adopted_policy(vera, logged_in) -> None:
    answer = logged_in(vera).post(reverse("pipeline:edit-policy"), {"is_adopted": "no", "adopted_on": "2026-01-01"})

    assert answer.context["form"].errors["adopted_on"]
    assert not MunicipalPolicy.objects.exists()


def test_an_agreement_of_the_province_is_met_and_taken_off(paula, vera, venlo, logged_in) -> None:
    page = logged_in(paula)
    page.post(
        reverse("pipeline:add-effort"),
        {
            "municipality": "GM0983",
            "text": "150 bedden",
            "units": "150",
            "agreed_on": "2026-01-01",
            "due_on": "2026-02-01",
            "nonce": str(uuid.uuid4()),
        },
    )
    effort, late, own = page.get(reverse("pipeline:policies")).context["efforts"][0]
    logged_in(vera).post(reverse("pipeline:meet-effort", args=[effort.pk]))
    effort.refresh_from_db()
    met = effort.met_on
    page.post(reverse("pipeline:void-effort", args=[effort.pk]))

    assert (late, own, met) == (True, True, timezone.localdate())
    assert page.get(reverse("pipeline:policies")).context["efforts"] == []


def test_weert_does_not_settle_an_agreement_of_venlo(paula, wim, venlo, logged_in) -> None:
    logged_in(paula).post(
        reverse("pipeline:add-effort"),
        {"municipality": "GM0983", "text": "X", "agreed_on": "2026-01-01", "nonce": str(uuid.uuid4())},
    )
    effort = logged_in(paula).get(reverse("pipeline:policies")).context["efforts"][0][0]

    assert logged_in(wim).post(reverse("pipeline:meet-effort", args=[effort.pk])).status_code == 403


def test_the_province_reads_plans_without_a_private_person_or_a_question(paula, vera, plan, logged_in) -> None:
    Question.objects.create(
        initiative=plan, asked_on=STARTED, topic="other", text="Verzonnen vraag", recorded_at=timezone.now()
    )
    page = reverse("pipeline:plan", args=[plan.pk])

    province, municipality = logged_in(paula).get(page), logged_in(vera).get(page)

    assert b"Jan Verzonnen" in municipality.content
    assert b"Verzonnen vraag" in municipality.content
    assert b"Verzonnen" not in province.content


OWN_PAGES = ["plan", "edit-plan", "add-step", "add-meeting", "add-question", "add-agreement"]


@pytest.mark.parametrize("name", OWN_PAGES)
@pytest.mark.parametrize("who", ["charlie", "wim"])
def test_nobody_else_sees_a_page_of_a_plan(name, who, plan, logged_in, request) -> None:
    answer = logged_in(request.getfixturevalue(who)).get(reverse(f"pipeline:{name}", args=[plan.pk]))

    assert answer.status_code == 404


@pytest.mark.parametrize("name", OWN_PAGES[1:])
def test_the_province_only_reads(name, paula, plan, logged_in) -> None:
    assert logged_in(paula).get(reverse(f"pipeline:{name}", args=[plan.pk])).status_code == 403


@pytest.mark.parametrize("name", ["void-plan", "restore-plan", "move-plan"])
@pytest.mark.parametrize("who", ["alice", "charlie", "wim", "sofie", "paula", "bob"])
def test_only_the_own_municipality_takes_off_and_moves_a_plan(name, who, plan, logged_in, request) -> None:
    answer = logged_in(request.getfixturevalue(who)).post(reverse(f"pipeline:{name}", args=[plan.pk]))

    plan.refresh_from_db()
    assert (plan.voided, plan.phase) == (False, "idea")
    assert answer.status_code in (302, 403, 404)


@pytest.mark.parametrize("name", ["plans", "companies", "policies", "add-plan"])
def test_a_clerk_of_the_population_register_sees_no_plans(name, bob, logged_in) -> None:
    assert logged_in(bob).get(reverse(f"pipeline:{name}")).status_code == 403


@pytest.mark.parametrize("name", ["plans", "companies", "policies", "add-plan", "edit-policy", "add-effort"])
def test_a_visitor_is_sent_to_the_log_in_page(name, db) -> None:
    assert Client().get(reverse(f"pipeline:{name}"))["Location"].startswith(reverse("accounts:login"))


@pytest.mark.parametrize("name", ["guide", "check"])
def test_the_guide_and_the_check_are_for_everybody(name, venlo) -> None:
    assert Client().get(reverse(f"pipeline:{name}")).status_code == 200


@pytest.mark.parametrize("name", ["companies", "policies"])
def test_a_provider_sees_no_companies(name, alice, logged_in) -> None:
    assert logged_in(alice).get(reverse(f"pipeline:{name}")).status_code == 403


SEES = {"alice": 1, "charlie": 0, "vera": 1, "wim": 0, "bob": 0, "paula": 1}
PRIVATE = {**SEES, "paula": 0}
TABLES = {
    "pipeline_initiative": SEES,
    "pipeline_initiativeevent": SEES,
    "pipeline_phasechange": SEES,
    "pipeline_planstep": SEES,
    "pipeline_meeting": SEES,
    "pipeline_agreement": SEES,
    "pipeline_question": PRIVATE,
    "pipeline_privateinitiator": PRIVATE,
    "pipeline_acquisition": {**SEES, "alice": 0},
}


@pytest.mark.parametrize("table", list(TABLES))
@pytest.mark.parametrize("who", list(SEES))
def test_the_database_shows_plans_to_who_needs_them(table, who, vera, plan, request) -> None:
    shared = {"initiative": plan, "recorded_at": timezone.now()}
    PlanStep.objects.create(title="X", **shared)
    Meeting.objects.create(held_on=STARTED, place="X", invited="X", **shared)
    Question.objects.create(asked_on=STARTED, topic="other", text="X", **shared)
    Agreement.objects.create(agreed_on=STARTED, text="X", **shared)
    record_acquisition(
        actor=vera, company="X", workers=1, opens_on=None, note="", at=timezone.now(), acquisition_id=uuid.uuid4()
    )

    with as_tenant(request.getfixturevalue(who), everyday(request.getfixturevalue(who))), connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM {table}")  # noqa: S608 (a name from this file)
        assert cursor.fetchone() == (TABLES[table][who],)


@pytest.mark.parametrize("who", ["charlie", "wim", "paula", "sofie"])
def test_the_database_lets_nobody_else_write_a_plan(who, plan, request) -> None:
    with as_tenant(request.getfixturevalue(who), everyday(request.getfixturevalue(who))), connection.cursor() as cursor:
        cursor.execute("UPDATE pipeline_initiative SET title = 'X'")
        assert cursor.rowcount == 0


def test_another_municipality_cannot_put_a_plan_back(vera, wim, plan) -> None:
    void_plan(actor=vera, plan_id=plan.pk, voided=True, at=timezone.now())

    with pytest.raises(Refusal) as refused:
        void_plan(actor=wim, plan_id=plan.pk, voided=False, at=timezone.now())

    assert refused.value.code == "plan_not_yours"


def test_a_plan_keeps_one_line_for_each_kind_of_stay(vera, plan) -> None:
    change_plan(actor=vera, plan_id=plan.pk, facts=facts(parts=(PlannedUnits("mid", "", 5, 0),)), at=timezone.now())

    assert [(part.stay, part.beds) for part in plan.parts.all()] == [("mid", 5)]
