"""The life of a match: lines compared with the register, confirmed or declined by a person, undone, thrown away."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import Count, F, Q, QuerySet
from django.utils.timezone import localdate

from thoes.accounts.public import Actor
from thoes.intake.public import Run, erase_contents
from thoes.kernel.name_folding import search_key
from thoes.kernel.refusals import Refusal
from thoes.matching.domain.addresses import address_in, address_of
from thoes.matching.domain.comparing import Verdict
from thoes.matching.domain.proposing import OurPerson, Proposed, TheirLine, propose
from thoes.matching.extract import PopulationLine, Register
from thoes.matching.models import MatchLine, MatchRun, Proposal, Source
from thoes.privacy.public import cross_tenant
from thoes.registration.public import (
    RECORD_REGISTRATION,
    KnownPerson,
    State,
    Status,
    Step,
    StepsTaken,
    lock_desk,
    people_here,
    take_each_step,
    undo_steps,
)

LINES_KEPT = timedelta(days=14)
"""How long lines may wait for a person. A choice of Thoes, no law."""

EXTRACTS = "brp-extracts"
"""The kind of file."""


@transaction.atomic
def match_file(*, actor: Actor, run: Run, lines: Sequence[PopulationLine], at: datetime) -> MatchRun:
    """Compare the lines of a file. The same file again is compared anew where it is, and makes no second match."""
    _may_match(actor)
    # Two clicks on one button are one list.
    lock_desk(actor)
    same = MatchRun.objects.filter(municipality=actor.municipality_code, sha256=run.sha256, thrown_away_at=None).first()
    if same is not None:
        compare_again(actor=actor, run_id=same.pk)
        return same
    match = _new_run(actor, source=Source.FILE, title=run.file_name or "–", at=at)
    match.sha256 = run.sha256
    match.left_out = run.rejected
    _fill(match, lines, actor=actor)
    return match


def files_of(match: MatchRun) -> QuerySet[Run]:
    """The files that this match was made of: one, or more when the same list was handed over again."""
    return Run.objects.filter(kind=EXTRACTS, act=match.pk).order_by("uploaded_at")


@transaction.atomic
def match_lines(
    *, actor: Actor, title: str, lines: Sequence[PopulationLine], left_out: Sequence[str], at: datetime
) -> MatchRun:
    """Compare what the BRP answered. `left_out` holds a code for each resident who was left out."""
    _may_match(actor)
    run = _new_run(actor, source=Source.BRP, title=title[:200], at=at)
    run.left_out = len(left_out)
    run.notices = [{"code": code, "facts": {"count": list(left_out).count(code)}} for code in dict.fromkeys(left_out)]
    _fill(run, lines, actor=actor)
    return run


def _new_run(actor: Actor, *, source: Source, title: str, at: datetime) -> MatchRun:
    return MatchRun(
        municipality_id=actor.municipality_code,
        source=source,
        title=title,
        made_at=at,
        made_by=actor.user_id,
        throw_away_on=localdate(at) + LINES_KEPT,
    )


def _fill(run: MatchRun, lines: Sequence[PopulationLine], *, actor: Actor) -> None:
    people = people_here(actor)
    found = propose(
        [TheirLine(search_key(line.given_name, line.family_name), line.birth_date, line.address) for line in lines],
        _comparable(people.values()),
    )
    run.lines_read = len(lines)
    kept: list[MatchLine] = []
    proposals: list[Proposal] = []
    for line, proposed in zip(lines, found, strict=True):
        if _is_known(line.register, line.registered_on, proposed, people):
            run.known += 1
            continue
        row = _row(run, line)
        kept.append(row)
        proposals.extend(_proposal(row, one) for one in proposed)
    run.save()
    MatchLine.objects.bulk_create(kept, batch_size=2_000)
    Proposal.objects.bulk_create(proposals, batch_size=2_000)


def _row(run: MatchRun, line: PopulationLine) -> MatchLine:
    return MatchLine(
        run=run,
        municipality_id=run.municipality_id,
        sheet=line.sheet[:100],
        line=line.line,
        given_name=line.given_name,
        family_name=line.family_name,
        date_of_birth=line.birth_date,
        address=line.shown_address,
        registered_on=line.registered_on,
        register=line.register,
    )


def _proposal(row: MatchLine, one: Proposed[UUID]) -> Proposal:
    return Proposal(
        line=row,
        municipality_id=row.municipality_id,
        person_id=one.person,
        verdict=one.verdict,
        name=one.comparison.name,
        birth=one.comparison.birth,
        address=one.comparison.address,
        has_rival=one.has_rival,
    )


def _comparable(people: Iterable[KnownPerson]) -> list[OurPerson[UUID]]:
    return [
        OurPerson(
            person.person_id,
            tuple(dict.fromkeys(search_key(family, given) for family, given in person.names)),
            tuple(person.birth_dates),
            tuple(address_of(*parts) for parts in person.addresses),
        )
        for person in people
    ]


def _is_known(
    register: str, registered_on: date, proposed: Sequence[Proposed[UUID]], people: dict[UUID, KnownPerson]
) -> bool:
    """Whether a line says what the register says already, so that nothing of it needs to be kept."""
    if not proposed:
        return False
    best, person = proposed[0], people[proposed[0].person]
    if register == Register.RNI:
        said, same_day = person.rni_since is not None, person.rni_since == registered_on
    else:
        said = person.registered_on is not None and person.status != Status.MOVED
        same_day = person.registered_on == registered_on
    return said and (best.verdict is Verdict.CERTAIN or same_day)


@transaction.atomic
def compare_again(*, actor: Actor, run_id: UUID) -> None:
    """Compare the lines that still wait with the register as it is now; what somebody declined stays declined."""
    run = own_run(actor, run_id)
    rows = list(MatchLine.objects.filter(run=run, confirmed_person=None).order_by("sheet", "line"))
    declined: dict[UUID, set[UUID]] = {}
    for line, person in Proposal.objects.filter(line__in=rows, declined=True).values_list("line_id", "person_id"):
        declined.setdefault(line, set()).add(person)
    people = people_here(actor)
    found = propose(
        [
            TheirLine(search_key(row.given_name, row.family_name), row.date_of_birth, address_in(row.address))
            for row in rows
        ],
        _comparable(people.values()),
        declined=[frozenset(declined.get(row.pk, ())) for row in rows],
    )
    Proposal.objects.filter(line__in=rows, declined=False).delete()
    known = [
        row.pk
        for row, proposed in zip(rows, found, strict=True)
        if _is_known(row.register, row.registered_on, proposed, people)
    ]
    Proposal.objects.bulk_create(
        [
            _proposal(row, one)
            for row, proposed in zip(rows, found, strict=True)
            if row.pk not in set(known)
            for one in proposed
        ],
        batch_size=2_000,
    )
    MatchLine.objects.filter(pk__in=known).delete()
    MatchRun.objects.filter(pk=run.pk).update(known=F("known") + len(known))


@transaction.atomic
def confirm(*, actor: Actor, run_id: UUID, proposals: Sequence[UUID], at: datetime, batch: UUID) -> StepsTaken:
    """Say that these lines are about these people: each becomes registered, or RNI, from the day of its line.

    Repeating the same `batch` changes nothing. Who is refused is told; the line keeps waiting.
    """
    run = own_run(actor, run_id)
    chosen = list(
        Proposal.objects.filter(pk__in=proposals, line__run=run, line__confirmed_person=None, declined=False)
        .select_related("line")
        .order_by("line__sheet", "line__line")
    )
    people = people_here(actor, persons=[one.person_id for one in chosen])
    lines: dict[UUID, MatchLine] = {}
    wanted: dict[UUID, tuple[UUID | None, Step]] = {}
    for one in chosen:
        # One person once, although two lines may be about the same one.
        if one.person_id in people and one.person_id not in wanted:
            to = State.RNI if one.line.register == Register.RNI else State.REGISTERED
            step = Step(to=to, day=one.line.registered_on)
            wanted[one.person_id] = (people[one.person_id].follow_up, step)
            lines[one.person_id] = one.line
    taken = take_each_step(actor=actor, wanted=wanted, at=at, batch=batch)
    for person in taken.done:
        if person in lines:
            MatchLine.objects.filter(pk=lines[person].pk).update(confirmed_person=person, batch=batch)
    _count_confirmed(run)
    return taken


def certain_proposals(run: MatchRun) -> list[UUID]:
    """The proposals of a run that are certain and wait."""
    return list(
        Proposal.objects.filter(
            line__run=run, line__confirmed_person=None, declined=False, verdict=Verdict.CERTAIN
        ).values_list("pk", flat=True)
    )


def still_to_register(actor: Actor, *, run_id: UUID, batch: UUID) -> int:
    """How many of those whom an action recorded as standing in the RNI have a duty to register as a resident."""
    confirmed = MatchLine.objects.filter(run=run_id, municipality=actor.municipality_code, batch=batch)
    in_rni = confirmed.filter(register=Register.RNI).values_list("confirmed_person_id", flat=True)
    people = people_here(actor, persons=[person for person in in_rni if person is not None])
    return sum(person.has_duty for person in people.values())


@transaction.atomic
def undo_confirmed(*, actor: Actor, run_id: UUID, batch: UUID, at: datetime) -> StepsTaken:
    """Take a confirmation back; with whom something happened since is left as it is."""
    run = own_run(actor, run_id)
    lines = MatchLine.objects.filter(run=run, batch=batch)
    if not lines.exists():
        raise Refusal("action_unknown")
    taken = undo_steps(actor=actor, batch=batch, at=at)
    lines.filter(confirmed_person__in=taken.done).update(confirmed_person=None, batch=None)
    _count_confirmed(run)
    return taken


def _count_confirmed(run: MatchRun) -> None:
    confirmed = MatchLine.objects.filter(run=run, confirmed_person__isnull=False).count()
    MatchRun.objects.filter(pk=run.pk).update(confirmed=confirmed)


@transaction.atomic
def decline(*, actor: Actor, run_id: UUID, proposal_id: UUID, declined: bool = True) -> Proposal:
    """Say that a line is about somebody else, or take that back."""
    run = own_run(actor, run_id)
    proposal = (
        Proposal.objects.filter(pk=proposal_id, line__run=run, line__confirmed_person=None)
        .select_related("line")
        .first()
    )
    if proposal is None:
        raise Refusal("proposal_gone")
    proposal.declined = declined
    proposal.save(update_fields=["declined"])
    return proposal


@transaction.atomic
def throw_away(*, actor: Actor, run_id: UUID, at: datetime) -> None:
    """Throw all lines of a run away before their term; what was confirmed stays confirmed."""
    _throw_away(own_run(actor, run_id), at=at)


def clean_up(*, at: datetime) -> int:
    """Throw away the lines of every run whose term is over; gives the number of runs."""
    # The term holds in every municipality, whoever made the run.
    with cross_tenant():
        over = list(MatchRun.objects.filter(thrown_away_at=None, throw_away_on__lte=localdate(at)))
        for run in over:
            _throw_away(run, at=at)
    return len(over)


def _throw_away(run: MatchRun, *, at: datetime) -> None:
    MatchLine.objects.filter(run=run).delete()
    erase_contents(list(files_of(run).values_list("pk", flat=True)))
    run.thrown_away_at = at
    # The name of a file may hold anything, so it goes as well.
    run.title = ""
    run.save(update_fields=["thrown_away_at", "title"])


def own_run(actor: Actor, run_id: UUID) -> MatchRun:
    """A run of the own municipality of which the lines are there; else refused with "match_gone"."""
    _may_match(actor)
    run = (
        MatchRun.objects.select_for_update()
        .filter(pk=run_id, municipality=actor.municipality_code, thrown_away_at=None)
        .first()
    )
    if run is None:
        raise Refusal("match_gone")
    return run


def _may_match(actor: Actor) -> None:
    if not actor.may(RECORD_REGISTRATION) or not actor.municipality_code:
        raise PermissionError("this actor may not match with the BRP")


def runs_of(actor: Actor) -> list[MatchRun]:
    """The runs of the own municipality, newest first, with the number of lines that wait for a person."""
    return list(
        MatchRun.objects.filter(municipality=actor.municipality_code)
        .annotate(waiting=Count("lines", filter=Q(lines__confirmed_person=None)))
        .order_by("-made_at")[:50]
    )
