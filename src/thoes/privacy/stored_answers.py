"""The answer to a write, kept with its nonce: who sends the same again, also from another process, gets the same answer.

What claims the nonce is the write itself, which keeps it unique: the second of two at once waits there for the first.
"""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from thoes.accounts.public import AnyActor, known_of
from thoes.privacy.context import cross_tenant
from thoes.privacy.models import StoredAnswer

# A device that lost its connection sends again within minutes, or when the phone is charged. A choice of Thoes, not law.
KEPT = timedelta(days=7)


def keep_answer(*, actor: AnyActor, nonce: UUID, what: str, answer: Any, at: datetime) -> None:
    """Keep what a write came to, in its transaction. Ids, codes and days only: never a name."""
    known = known_of(actor)
    StoredAnswer.objects.create(
        nonce=nonce,
        what=what,
        answer=answer,
        organisation_id=known.organisation_id,
        person_id=known.person_id,
        code_hash=known.code_hash,
        at=at,
    )


def answer_of(*, nonce: UUID, what: str) -> Any | None:
    """The answer that was kept for this nonce; None when there is none, no more, or one of somebody else."""
    return StoredAnswer.objects.filter(nonce=nonce, what=what).values_list("answer", flat=True).first()


def forget_answers(*, at: datetime) -> int:
    """Remove what nobody will ask for again; gives how many."""
    # The same work for everybody; nothing comes out.
    with cross_tenant():
        return StoredAnswer.objects.filter(at__lt=at - KEPT).delete()[0]
