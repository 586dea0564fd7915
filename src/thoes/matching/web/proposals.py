"""One run: proposals side by side with the reasons, what was done, and what fits nobody."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid4

from django.core.paginator import Paginator
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from thoes.accounts.public import Actor, actor_in, needs
from thoes.foundation.refusal_texts import explain_code
from thoes.kernel.name_folding import name_order
from thoes.kernel.stored_facts import restored
from thoes.matching.domain.comparing import Verdict
from thoes.matching.extract import Register
from thoes.matching.models import MatchLine, MatchRun, Proposal
from thoes.matching.runs import files_of
from thoes.matching.texts import ADDRESS, BIRTH, NAME, RIVAL, RNI_IS_NO_REGISTRATION, VERDICT
from thoes.privacy.public import record_access
from thoes.register.public import BRP_REGISTRATION
from thoes.registration.public import RECORD_REGISTRATION, KnownPerson, StateChoice, people_here

PER_PAGE = 25
TABS = ("certain", "look", "unmatched", "done")
_TONES = {Verdict.CERTAIN: "ok", Verdict.LIKELY: "arriving", Verdict.DOUBTFUL: "warning"}


@dataclass(frozen=True, slots=True)
class Side:
    """A proposal as the page shows it: the line, the person, and why they may be one."""

    proposal: Proposal
    line: MatchLine
    person: KnownPerson
    names: str
    state: Any
    tone: str
    verdict: Any
    reasons: list[Any]
    batch: UUID


@require_safe
@needs(RECORD_REGISTRATION, purpose=BRP_REGISTRATION)
def run(request: HttpRequest, run_id: UUID) -> HttpResponse:
    """What was found for one list, in four parts."""
    actor = actor_in(request)
    found = get_object_or_404(MatchRun, pk=run_id, municipality=actor.municipality_code)
    parts = _parts(found)
    counts = {name: rows.count() for name, rows in parts.items()}
    wanted = request.GET.get("tab", "")
    tab = wanted if wanted in TABS else next((name for name in TABS if counts[name]), "certain")
    titles = {
        "certain": _("Certain"),
        "look": _("Look at these"),
        "unmatched": _("Fits nobody"),
        "done": _("Confirmed"),
    }
    page: Any = Paginator(_in_order(tab, parts[tab]), PER_PAGE).get_page(request.GET.get("page"))
    page.object_list = _rows(parts[tab], page.object_list)
    context = {
        "run": found,
        "tab": tab,
        "page": page,
        "counts": counts,
        "tabs": [(f"?tab={name}", titles[name], counts[name]) for name in TABS],
        **_said_of(found),
        "batch": uuid4(),
    }
    if tab in ("certain", "look"):
        context["sides"] = _sides(page.object_list, actor=actor)
    elif tab == "done":
        context["lines"] = page.object_list
        _log([line.confirmed_person_id for line in context["lines"]])
    else:
        context["lines"] = page.object_list
    return render(request, "matching/run.html", context)


def _said_of(found: MatchRun) -> dict[str, Any]:
    """What is to be said of an answer of the BRP, or of the list and its lines that were left out."""
    files = list(files_of(found))
    notices = [*found.notices, *(files[0].notices if files else [])]
    said = [explain_code(notice["code"], restored(notice["facts"])) for notice in notices]
    if len(files) > 1:
        said.append(_("You uploaded this list more than once. We compared the lines that still wait again."))
    lines = files[0].rejected_lines.order_by("sheet", "line")[:PER_PAGE] if files else []
    problems = [
        (line, explain_code(problem["code"], restored(problem["facts"]))) for line in lines for problem in line.problems
    ]
    return {"notices": said, "problems": problems, "file": files[0] if files and problems else None}


def _parts(found: MatchRun) -> dict[str, QuerySet[Any]]:
    waits = Proposal.objects.filter(line__run=found, line__confirmed_person=None, declined=False)
    lines = MatchLine.objects.filter(run=found)
    open_proposals = Proposal.objects.filter(line=OuterRef("pk"), declined=False)
    return {
        "certain": waits.filter(verdict=Verdict.CERTAIN).select_related("line"),
        "look": waits.exclude(verdict=Verdict.CERTAIN)
        .filter(~Q(line__proposals__verdict=Verdict.CERTAIN, line__proposals__declined=False))
        .select_related("line"),
        "unmatched": lines.filter(~Exists(open_proposals), confirmed_person=None),
        "done": lines.filter(confirmed_person__isnull=False),
    }


def _in_order(tab: str, rows: QuerySet[Any]) -> list[UUID]:
    """The keys of the rows by name; of what a person must look at the surest first. Names are sorted once opened."""
    if tab in ("certain", "look"):
        wanted = ("pk", "line__family_name", "line__given_name", "line_id", "person_id", "verdict")
        found = rows.values_list(*wanted)
        keys: list[tuple[Any, ...]] = [
            (v != Verdict.LIKELY, *name_order(f, g), line, person, pk) for pk, f, g, line, person, v in found
        ]
    else:
        keys = [(*name_order(f, g), pk) for pk, f, g in rows.values_list("pk", "family_name", "given_name")]
    return [key[-1] for key in sorted(keys)]


def _rows(rows: QuerySet[Any], keys: list[UUID]) -> list[Any]:
    found = rows.in_bulk(keys)
    return [found[key] for key in keys]


def _sides(shown: list[Proposal], *, actor: Actor) -> list[Side]:
    people = people_here(actor, persons=[proposal.person_id for proposal in shown])
    _log(list(people))
    return [_side(proposal, people[proposal.person_id]) for proposal in shown if proposal.person_id in people]


def _side(proposal: Proposal, person: KnownPerson) -> Side:
    reasons = [NAME[proposal.name], BIRTH[proposal.birth], ADDRESS[proposal.address]]
    if proposal.has_rival:
        reasons.append(RIVAL)
    if proposal.line.register == Register.RNI and person.has_duty:
        reasons.append(RNI_IS_NO_REGISTRATION)
    return Side(
        proposal=proposal,
        line=proposal.line,
        person=person,
        names=" / ".join(f"{family}, {given}" if given else family for family, given in reversed(person.names)),
        state=StateChoice(person.state).label,
        tone=_TONES[Verdict(proposal.verdict)],
        verdict=VERDICT[proposal.verdict],
        reasons=reasons,
        batch=uuid4(),
    )


def _log(persons: list[UUID]) -> None:
    record_access(
        activity="matching.proposals",
        persons=persons,
        at=timezone.now(),
    )
