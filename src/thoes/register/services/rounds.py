"""A round past the beds: who was seen tonight. It confirms the register, and checks nobody out.

Made on a phone that may have no network, so it is sent later and perhaps twice: the nonce makes that harmless.
"""

from collections.abc import Collection, Mapping
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import F, Max
from django.utils.timezone import localtime

from thoes.accounts.public import Actor
from thoes.kernel.nights import current_night
from thoes.kernel.refusals import Refusal
from thoes.privacy.public import cross_tenant
from thoes.register.models import Round, RoundAnswer, Stay, WasSeen
from thoes.register.permissions import RECORD_STAYS
from thoes.register.queries import believed, in_night, sites_of, stays_of

# Choices of Thoes, not law: a phone keeps a round for a day at most; who was not there is looked into within days.
SENT_WITHIN, ANSWERS_KEPT = timedelta(days=1), timedelta(days=7)


@transaction.atomic
def record_round(
    *,
    actor: Actor,
    site_id: UUID,
    night: date,
    answers: Mapping[UUID, WasSeen],
    made_at: datetime,
    at: datetime,
    nonce: UUID,
) -> Round:
    """Write down who was seen of those who were expected; `answers` by the id of the stay.

    Who is not expected in that night any more, or is not the actor's, is left aside. A phone whose clock is ahead made
    its round now. `night` is that of the list that was walked with.
    """
    if not actor.may(RECORD_STAYS):
        raise PermissionError("this actor may not record stays")
    earlier = Round.objects.filter(nonce=nonce).first()
    if earlier is not None:
        return earlier
    made_at = min(made_at, at)
    if made_at < at - SENT_WITHIN:
        raise Refusal("round_too_old")
    if night != current_night(localtime(made_at)):
        raise Refusal("round_of_another_night", night=night)
    site = sites_of(actor).get(pk=site_id)
    expected = list(in_night(believed(stays_of(actor)).filter(site=site), night))
    said = [(stay, answers[stay.stay_id]) for stay in expected if stay.stay_id in answers]
    if expected and not said:
        raise Refusal("round_empty")
    seen = sum(answer is WasSeen.SEEN for _stay, answer in said)
    made, is_new = Round.objects.get_or_create(
        nonce=nonce,
        defaults={
            "site": site,
            "night": night,
            "made_by": actor.user_id,
            "made_at": made_at,
            "received_at": at,
            "expected": len(expected),
            "seen": seen,
            "absent": len(said) - seen,
        },
    )
    if is_new:
        RoundAnswer.objects.bulk_create(
            RoundAnswer(round=made, worker_id=stay.worker_id, answer=answer) for stay, answer in said
        )
    return made


def round_of_night(*, actor: Actor, site_id: UUID, night: date) -> Round | None:
    """The last round of a night at a site of the actor."""
    rounds = Round.objects.filter(site__in=sites_of(actor), site_id=site_id, night=night)
    return rounds.order_by("-made_at", "-received_at").first()


def answers_of(made: Round | None, expected: Collection[Stay]) -> dict[UUID, WasSeen]:
    """What a round said of those who are expected, by the id of the stay."""
    if made is None:
        return {}
    said = dict(made.answers.values_list("worker_id", "answer"))
    return {stay.stay_id: WasSeen(said[stay.worker_id]) for stay in expected if stay.worker_id in said}


def last_confirmed(site_ids: Collection[UUID], *, by: date) -> dict[UUID, date]:
    """Per site the last night up to and including `by` in which somebody said of everybody whether they were there.

    Without the sites of which nobody did. Numbers only: who counts over all housing providers asks it over their borders.
    """
    whole = Round.objects.filter(site__in=list(site_ids), night__lte=by, expected=F("seen") + F("absent"))
    return dict(whole.order_by().values("site_id").annotate(last=Max("night")).values_list("site_id", "last"))


def forget_who_was_seen(*, at: datetime) -> int:
    """Forget of whom rounds were, once nobody looks into them any more; gives how many answers. The numbers stay."""
    # The same work for everybody; nothing comes out.
    with cross_tenant():
        return RoundAnswer.objects.filter(round__made_at__lt=at - ANSWERS_KEPT).delete()[0]
