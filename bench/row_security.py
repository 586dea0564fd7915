"""What row security costs: the same questions as the owner, for whom there are no policies, and as the role of the site."""

from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from datetime import timedelta

from django.db import connection, transaction
from django.utils import timezone

from bench.municipality import WORKERS, clerk, supervisor
from bench.report import compare, seconds
from thoes.accounts.public import Actor
from thoes.foundation.modules import Purpose
from thoes.housing.public import SUPERVISE_NIGHT_REGISTER, Site
from thoes.privacy.public import as_tenant
from thoes.register.domain.night_register import Period
from thoes.register.night_register import night_register
from thoes.register.public import BRP_REGISTRATION
from thoes.register.queries import page_by_day
from thoes.registration.queries import desk_numbers, in_part, names_of, rows_of, worklist

PER_PAGE, SITES_ASKED = 50, 20


def run() -> None:
    """The worklist with its counts, a page of the night register, and one worker by its id."""
    desk, street = clerk(), supervisor()
    title = f"The first page of the worklist of {WORKERS:,} workers, its questions"
    _beside(title, desk, BRP_REGISTRATION, _worklist, "300 ms")
    title = f"A page of the night register of {SITES_ASKED} sites, its questions"
    _beside(title, street, SUPERVISE_NIGHT_REGISTER, _night_register, "100 ms")


def _beside(title: str, actor: Actor, purpose: Purpose, work: Callable[[Actor], object], goal: str) -> None:
    def as_seen(context: AbstractContextManager[None]) -> None:
        with transaction.atomic(), context:
            work(actor)

    as_seen(nullcontext())
    as_seen(as_tenant(actor, purpose))
    compare(
        f"{title}, with row security",
        ours=seconds(lambda: as_seen(as_tenant(actor, purpose)), runs=9),
        alternative=seconds(lambda: as_seen(nullcontext()), runs=9),
        named="as the owner, without policies",
        goal=goal,
    )


def _worklist(actor: Actor) -> None:
    today = timezone.localdate()
    rows = worklist(actor)
    desk_numbers(rows, actor=actor, on=today)
    page = rows_of(rows.filter(in_part("overdue", today))[:PER_PAGE], rows)
    assert len(names_of([row.person_id for row in page], actor=actor)) == PER_PAGE


def _night_register(actor: Actor) -> None:
    today = timezone.localdate()
    sites = list(Site.objects.filter(municipality=actor.municipality_code).values_list("pk", flat=True)[:SITES_ASKED])
    period = Period(today - timedelta(days=29), today)
    stays = night_register(actor=actor, site_ids=sites, period=period, known_at=None)
    assert stays.count() >= PER_PAGE
    assert len(page_by_day(stays, 0, PER_PAGE)) == PER_PAGE
    assert connection.in_atomic_block
