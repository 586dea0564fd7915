"""One of everything that has an address: what Alice's housing provider and the municipality of Venlo keep, and who is
after it.
"""

import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from importlib import import_module
from importlib.util import find_spec
from inspect import unwrap
from pathlib import Path
from shutil import copytree
from typing import Any

import conftest as shared
import pytest
from django.apps import apps
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client, TestCase, override_settings
from django.urls import reverse
from django.utils import timezone, translation

from thoes.accountability.breach_scope import BreachScope
from thoes.accountability.breaching import start_breach
from thoes.accountability.models import Scope
from thoes.accounts.models import Invitation, Membership, User
from thoes.accounts.permissions import roles_for
from thoes.accounts.public import ADMINISTRATOR, PROVIDER_ADMINISTRATOR, Actor, actor_of
from thoes.accounts.services.inviting import link_token
from thoes.foundation.modules import Role
from thoes.housing.models import BedBlock, BedPrice, Document, PermitTransfer, RoomNote, Shortcoming, Site
from thoes.housing.public import SITE_MANAGER, SUPERVISOR
from thoes.housing.services import PermitFacts, QualityLabelFacts, record_permit, record_quality_label
from thoes.housing.tests.papers import pdf_paper
from thoes.housing.tests.test_pictures import photo_of
from thoes.imports.tests.handing_in import checked
from thoes.inspections.domain.checks import ItemOutcome, Responsible, Severity
from thoes.inspections.models import Check, CheckPhoto, Finding
from thoes.inspections.services import (
    ItemAnswer,
    Term,
    add_photo,
    answer_item,
    close_check,
    describe_finding,
    start_check,
)
from thoes.intake.models import RejectedLine, Run
from thoes.matching.models import Proposal
from thoes.matching.tests.conftest import handed_over, xlsx
from thoes.pipeline.models import Agreement, EffortAgreement, Meeting, PlanStep, Question
from thoes.pipeline.services import PlanFacts, PlannedUnits, link_beds, record_acquisition, record_plan
from thoes.places.models import Organisation, OrganisationKind
from thoes.privacy.public import WATCH_OVER_USE, as_tenant, keep_answer
from thoes.privacy.tests.acting import look_at
from thoes.register.models import NotTheSame, ProposedDuplicate, Stay, Worker
from thoes.register.public import (
    BRP_REGISTRATION,
    REGISTRATION_CLERK,
    Declared,
    DeclaredWorker,
    check_in,
    find_duplicates,
    merge_workers,
)
from thoes.registration.models import BrpRegistration, FollowUp, Slot
from thoes.registration.services import SessionPlan, plan_session
from thoes.rights.full_overviews import ask_full
from thoes.rights.models import Proof, RequestKind
from thoes.rights.services import Asked, take_request
from thoes.work.models import AnswerReport

ATTACKED = [
    import_module(f"{app.name}.tests.attacked")
    for app in apps.get_app_configs()
    if find_spec(f"{app.name}.tests") and find_spec(f"{app.name}.tests.attacked")
]
# No other text of the tests holds these.
SECRETS = (
    *(secret for module in ATTACKED for secret in module.SECRETS),
    "Wegwisserova",
    "Doelwitska",
    "Achternaamlos",
    "Jan Verzonnenmens",
    "Schuilstraat",
    "papier van Alice",
    "lekt bij het raam",
)


@dataclass(frozen=True)
class World:
    """The value of each part of an address, by name; a name that means two things is given per namespace."""

    values: dict[str, Any]
    of_namespace: dict[tuple[str, str], Any] = field(default_factory=dict)

    def value(self, namespace: str, name: str) -> Any:
        if (namespace, name) in self.of_namespace:
            return self.of_namespace[namespace, name]
        if name not in self.values:
            raise AssertionError(f"no victim for <{name}> in {namespace!r}: make one in tests/attacks/conftest.py")
        return self.values[name]


@pytest.fixture(scope="module")
def files(tmp_path_factory) -> Path:
    """Where the files of the world stand."""
    return tmp_path_factory.mktemp("world")


@pytest.fixture(scope="module")
def db(django_db_setup, django_db_blocker, files) -> Iterator[None]:
    """One transaction around all tests of a module; what a test itself changes is taken back after it.

    People and the world are then made once for a module instead of once for a test.
    """
    translation.deactivate()
    with django_db_blocker.unblock(), override_settings(MEDIA_ROOT=files, **shared.QUICK):
        around = TestCase._enter_atomics()
        yield
        TestCase._rollback_atomics(around)


def _once_for_a_module(made: Callable[..., Any]) -> Any:
    return pytest.fixture(scope="module")(unwrap(made))


venlo, weert, make_site, provider, other_provider, desk, site, alice, bob, sofie, vera, fleur, logged_in = (
    _once_for_a_module(getattr(shared, name))
    for name in (
        "venlo", "weert", "make_site", "provider", "other_provider", "desk", "site", "alice", "bob", "sofie", "vera",
        "fleur", "logged_in",
    )
)  # fmt: skip


@pytest.fixture(autouse=True)
def _own_folder(settings, tmp_path, files) -> None:
    """The files of the world, of which a test may write over each."""
    settings.MEDIA_ROOT = copytree(files, tmp_path / "files")


# Sofie is for who is asked for by name: made within a test, she would be gone with it.
@pytest.fixture(scope="module")
def world(alice, bob, vera, fleur, sofie, site, desk, provider, venlo, logged_in) -> World:
    now, today = timezone.now(), timezone.localdate()
    site.street = "Schuilstraat"
    site.save()

    def sleep(family: str, given: str, *, left: int | None = None) -> Worker:
        line = Declared(
            site_id=site.pk,
            arrival=today - timedelta(days=150 if left is None else 200),
            departure=None if left is None else today - timedelta(days=left),
            worker=DeclaredWorker(family_name=family, given_name=given, date_of_birth=date(1990, 4, 3)),
        )
        _, (result,) = check_in(actor=alice, arrivals=[line], at=now, nonce=None)
        assert result.refusal is None
        return Worker.objects.get(stays__stay_id=result.stay_id)

    worker, twin, other = (
        sleep("Wegwisserova", "Eva"),
        sleep("Wegwisserova", "Ewa", left=160),
        sleep("Doelwitska", "Anna"),
    )
    stay = Stay.objects.filter(worker=worker).latest("known_from")
    find_duplicates(at=now)
    pair = sorted([worker, twin], key=lambda each: each.pk)
    merge = merge_workers(actor=alice, first=pair[0].pk, second=pair[1].pk, at=now)
    worker.refresh_from_db()
    decision = NotTheSame.objects.create(
        first=min(worker, other, key=lambda each: each.pk), second=max(worker, other, key=lambda each: each.pk),
        decided_by=alice.user_id, decided_at=now,
    )  # fmt: skip

    ProposedDuplicate.objects.create(first=decision.first, second=decision.second, distance=1, found_at=now)
    look_at(actor=bob, activity="test", purpose=BRP_REGISTRATION, persons=[worker.person_id], at=now)
    keep_answer(actor=alice, nonce=uuid.uuid4(), what="register.check_in", answer=[], at=now)

    permit = record_permit(
        actor=vera, site_id=site.pk, at=now,
        facts=PermitFacts("letting", "Z-2026-1", "Jan Verzonnenmens", date(2025, 1, 1), None, holder_is_private=True),
    )  # fmt: skip
    PermitTransfer.objects.create(
        permit=permit, site=site, from_date=today, holder="Jan Verzonnenmens", holder_is_private=True, recorded_at=now
    )
    quality_label = record_quality_label(
        actor=vera, site_id=site.pk, facts=QualityLabelFacts("snf", "SNF-1", date(2025, 1, 1), None), on=today, at=now
    )
    shortcoming = Shortcoming.objects.create(
        quality_label=quality_label, site=site, text="Lekkage", found_on=today, recorded_at=now
    )
    room = site.units.first()
    BedBlock.objects.create(
        bed=room.beds.last(), site=site, reason="repair", from_date=today + timedelta(days=90),
        until=today + timedelta(days=91), recorded_by=alice.user_id, recorded_at=now,
    )  # fmt: skip
    RoomNote.objects.create(
        unit=room, site=site, text="Schuilstraat: slot klemt", written_by=alice.user_id, written_at=now
    )
    price = BedPrice.objects.create(
        site=site, from_date=today, per_week=Decimal("99"), recorded_by=alice.user_id, recorded_at=now
    )
    logged_in(vera).post(
        f"/sites/{site.pk}/documents/add/",
        {"kind": "permit", "title": "papier van Alice", "nonce": str(uuid.uuid4()),
         "file": SimpleUploadedFile("besluit.pdf", pdf_paper())},
    )  # fmt: skip

    finding, photo = _inspected(vera, site)

    text = b"achternaam;aankomst;bed\nAchternaamlos;gisteren;Z9\n"
    run = checked(alice, site, text, name="lijst.csv", at=now)
    extract, sites = (
        Run.objects.create(
            kind=kind, organisation_id=actor.organisation_id, organisation_name=actor.organisation_name, rejected=1,
            uploaded_by=actor.user_id, uploaded_at=now, file_name="Schuilstraat.xlsx", sha256="0" * 64, status="read",
            asked=asked, sheets=[{"name": "", "headers": ["Straat"], "fields": ["street"], "samples": [[]], "asked": []}],
        )
        for kind, actor, asked in (
            ("label-extracts", vera, {"scheme": "snf", "as_of": today.isoformat()}), ("site-lists", alice, {}),
        )
    )  # fmt: skip
    for sent_back in (extract, sites):
        RejectedLine.objects.create(
            run=sent_back, sheet="", line=3, cells=["Schuilstraat 1"],
            problems=[{"field": "address", "code": "no_site_at_address", "facts": {}}],
        )  # fmt: skip
    brp_file = handed_over(bob, xlsx([["Anna Doelwitska", date(1990, 4, 3), "Schuilstraat 1", today, "BRP"]]), at=now)

    session = plan_session(
        actor=bob, plan=SessionPlan(site.pk, today, timezone.localtime().time().replace(hour=9, minute=0), 10, 2),
        seen={worker.person_id: None}, at=now, session_id=uuid.uuid4(),
    ).session  # fmt: skip
    registration = BrpRegistration.objects.create(
        person_id=other.person_id, municipality=venlo, registered_on=today, recorded_at=now
    )
    supplier = Organisation.objects.create(name="Uitzender Voorbeeld", kind=OrganisationKind.EMPLOYER)
    report = AnswerReport.objects.create(
        person_id=other.person_id, municipality=venlo, organisation=supplier, shown="no", claim="registered",
        reported_at=now, reported_by=alice.user_id, next_on=today,
    )  # fmt: skip
    request = take_request(
        actor=bob, person_id=worker.person_id, asked=Asked(RequestKind.ACCESS, today, Proof.PASSPORT), at=now,
        nonce=uuid.uuid4(),
    )  # fmt: skip
    everything = ask_full(actor=bob, request_id=request.pk, reason="Alles gevraagd, paspoort gezien", at=now)

    plan = record_plan(
        actor=vera, on=today, at=now, plan_id=uuid.uuid4(),
        facts=PlanFacts(
            title="Hof De Proef", place="Proefplek", parts=(PlannedUnits("short", "", 40, 0),),
            provider_id=provider.pk, private_initiator="Jan Verzonnenmens",
        ),
    )  # fmt: skip
    line = {"initiative": plan, "recorded_at": now}
    Meeting.objects.create(held_on=today, place="X", invited="X", **line)
    question = Question.objects.create(asked_on=today, topic="other", text="Waar woont Jan Verzonnenmens?", **line)
    Agreement.objects.create(agreed_on=today, text="X", **line)
    step = PlanStep.objects.create(title="Tekening", **line)
    company = record_acquisition(
        actor=vera, company="Verzinsel B.V.", workers=30, opens_on=None, note="", at=now, acquisition_id=uuid.uuid4()
    )
    link_beds(actor=vera, acquisition_id=company.pk, plan_id=plan.pk, beds=10)
    effort = EffortAgreement.objects.create(municipality=venlo, text="X", agreed_on=today, recorded_at=now)

    with as_tenant(fleur, WATCH_OVER_USE):
        breach = start_breach(
            actor=fleur, leak=BreachScope(Scope.TABLE, table="register_worker"), is_exercise=True,
            what_happened="Schuilstraat", known_at=now, at=now, nonce=uuid.uuid4(),
        )  # fmt: skip
    ada = member("ada", desk, ADMINISTRATOR, "GM0983")
    invitation = Invitation.objects.create(
        email="nieuw@example.nl", organisation_id=desk.pk, organisation_kind=desk.kind, organisation_name=desk.name,
        municipality_code="GM0983", role=REGISTRATION_CLERK, sent_at=now, expires_at=now + timedelta(days=7),
    )  # fmt: skip
    world = World(
        {
            "path": "register", "topic": "registration", "rule": "duty.nights", "language": "pl", "article": "your-first-week",
            "site_id": site.pk, "unit_id": site.units.first().pk, "bed_id": stay.bed_id, "price_id": price.pk,
            "permit_id": permit.pk, "quality_label_id": quality_label.pk, "shortcoming_id": shortcoming.pk,
            "check_id": finding.check_made_id, "finding_id": finding.pk, "photo_id": photo.pk, "item": "waste",
            "document_id": Document.objects.get().pk, "stay_id": stay.stay_id, "worker_id": worker.pk,
            "person_id": Worker.objects.get(pk=worker.pk).person_id, "merge_id": merge.pk, "decision_id": decision.pk,
            "first": pair[0].pk, "second": pair[1].pk, "change_id": stay.opened_by_id,
            "request_id": request.pk, "overview_id": everything.pk,
            "proposal_id": Proposal.objects.get().pk, "session_id": session.pk,
            "slot_id": Slot.objects.get().pk, "batch": FollowUp.objects.first().batch,
            "registration_id": registration.pk, "report_id": report.pk, "plan_id": plan.pk, "step_id": step.pk,
            "company_id": company.pk, "effort_id": effort.pk, "membership_id": ada, "invitation_id": invitation.pk,
            "line_id": question.pk, "breach_id": breach.pk, "year": today.year,
            "purpose": "brp_registration",
            "run_id": run.pk,
            "number": "T-ONBEKEND", "token": link_token(invitation),
        },
        {
            ("matching", "run_id"): brp_file.act, ("brp-extracts", "run_id"): brp_file.pk,
            ("label-extracts", "run_id"): extract.pk, ("site-lists", "run_id"): sites.pk,
           
            ("pipeline", "kind"): "question", ("register", "kind"): "pdf",
            ("accountability", "step"): "stop", ("accountability", "form"): "pdf",
            ("accounts", "session_id"): 1, ("registration", "token"): "geraden",
            ("register", "number"): Worker.pgh_event_model.objects.filter(pgh_obj_id=worker.pk).first().pk,
        },
    )  # fmt: skip
    for module in ATTACKED:
        # What is given per namespace is named by both.
        for name, value in module.rows(world.values).items():
            (world.of_namespace if isinstance(name, tuple) else world.values)[name] = value
    return world


def _inspected(vera: Actor, site: Site) -> tuple[Finding, CheckPhoto]:
    """What a finished inspection found, with a photo."""
    now, today = timezone.now(), timezone.localdate()
    check: Check = start_check(actor=vera, site_id=site.pk, rooms=[site.units.first().pk], on=today, at=now)
    said = ItemAnswer(ItemOutcome.NOT_IN_ORDER, "lekt bij het raam")
    answer_item(actor=vera, check_id=check.pk, item="waste", unit_id=None, said=said, seen=None, on=today, at=now)
    finding = Finding.objects.get(check_made=check)
    term = Term(Severity.SERIOUS, today, Responsible.PROVIDER)
    describe_finding(actor=vera, finding_id=finding.pk, term=term, at=now)
    photo = add_photo(
        actor=vera, check_id=check.pk, item="waste", unit_id=None, at=now, photo_id=uuid.uuid4(),
        file=SimpleUploadedFile("a.jpg", photo_of()),
    )  # fmt: skip
    close_check(actor=vera, check_id=check.pk, rest_not_looked_at=True, at=now)
    return finding, photo


def member(name: str, organisation: Organisation, role: Role, code: str = "") -> int:
    user = User.objects.create_user(name, email=f"{name}@example.nl", password="test-only-password")
    return Membership.objects.create(
        user=user, organisation_id=organisation.pk, organisation_kind=organisation.kind,
        organisation_name=organisation.name, municipality_code=code, role=role,
    ).pk  # fmt: skip


@pytest.fixture
def attacker(weert, other_provider, logged_in) -> Callable[[str], Client]:
    """attacker("weert clerk") -> somebody of another organisation, logged in; "nobody" is not."""
    kinds = {
        "another housing provider": (other_provider, PROVIDER_ADMINISTRATOR, ""),
        "another site manager": (other_provider, SITE_MANAGER, ""),
    }

    def make(who: str) -> Client:
        if who == "nobody":
            return Client()
        if who in kinds:
            organisation, role, code = kinds[who]
        else:
            place, role_name = who.rsplit(" ", 1)
            kind = {
                "weert": OrganisationKind.MUNICIPALITY, "province": OrganisationKind.PROVINCE,
                "midden": OrganisationKind.REGION,
            }.get(place, OrganisationKind.EMPLOYER)  # fmt: skip
            organisation = Organisation.objects.create(
                name=f"Kantoor {place}", kind=kind, municipality=weert if place == "weert" else None,
                region_id=place if place == "midden" else None,
            )  # fmt: skip
            role, code = role_name, "GM0988" if place == "weert" else ""
        mallory = Membership.objects.get(pk=member("mallory", organisation, role, code))
        client = logged_in(actor_of(mallory))
        # Asked for the password a moment ago, so that nothing hides behind that question.
        client.post(reverse("account_reauthenticate"), {"password": "test-only-password", "next": "/"})
        return client

    return make


@pytest.fixture(scope="module")
def somebody(world, alice, provider, desk, logged_in) -> Callable[[Role], tuple[Actor, Client]]:
    """somebody(role) -> a colleague in this role in an organisation of the world, logged in."""
    supplier = Organisation.objects.get(kind=OrganisationKind.EMPLOYER)
    province = Organisation.objects.create(name="Provincie Limburg", kind=OrganisationKind.PROVINCE)
    north = Organisation.objects.create(name="Regio Noord", kind=OrganisationKind.REGION, region_id="noord")
    of_kind = {
        "housing_provider": provider, "municipality": desk, "employer": supplier, "province": province, "region": north,
    }  # fmt: skip

    line = Declared(
        site_id=world.values["site_id"],
        arrival=timezone.localdate(),
        worker=DeclaredWorker(family_name="Ingeleendska"),
        employer_id=supplier.pk,
    )
    check_in(actor=alice, arrivals=[line], at=timezone.now(), nonce=None)

    def get(role: Role) -> tuple[Actor, Client]:
        kind = next(kind for kind in of_kind if role in roles_for(kind))
        membership = member("nina", of_kind[kind], role, "GM0983" if kind == "municipality" else "")
        actor = actor_of(Membership.objects.get(pk=membership))
        client = logged_in(actor)
        if role == SUPERVISOR:
            # The night register asks first what it is for.
            client.post(reverse("register:night-register-task"), {"reason": "visit", "reference": "PROEF-1"})
        return actor, client

    return get
