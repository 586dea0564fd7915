"""Whatever is corrected, ended late, moved, voided or erased: the night counted next is the slow count of that moment."""

from contextlib import suppress
from datetime import timedelta
from random import Random

import pytest

from thoes.accounts.models import Membership, User
from thoes.accounts.public import Actor, actor_of
from thoes.housing.models import Bed, Site
from thoes.housing.public import SITE_MANAGER
from thoes.kernel.refusals import Refusal
from thoes.monitor import publishing
from thoes.monitor.models import PublishedCount, Why
from thoes.monitor.publishing import publish
from thoes.monitor.tests.slow_counting import slow_night
from thoes.monitor.tests.some_limburg import AT, EXACT, NIGHT, fill
from thoes.occupancy import people_in_night
from thoes.register.erasing import erase_workers
from thoes.register.models import Stay, Worker
from thoes.register.public import believed
from thoes.register.services.stays import Correction, check_out, correct_stay, move_workers, void_stay

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def _manager() -> Actor:
    """The site manager of the one housing provider that everybody sleeps at from here on."""
    owner = Worker.objects.select_related("provider").first().provider
    Site.objects.update(provider=owner)
    return actor_of(
        Membership.objects.create(
            user=User.objects.create_user("somebody", password="test-only-password"), organisation_id=owner.pk,
            organisation_kind=owner.kind, organisation_name=owner.name, role=SITE_MANAGER,
        )
    )  # fmt: skip


@pytest.fixture(autouse=True)
def _exact(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (publishing, people_in_night):
        monkeypatch.setattr(module, "rounding_on", lambda day: EXACT)


KINDS = ("end", "correct", "move", "void", "erase")


def edit(random: Random, manager: Actor, kind: str, at) -> None:
    """One edit of that kind, of a stay by chance; what the register refuses changes nothing and is tried on another."""
    for _ in range(60):
        # In an order that the seed gave: that of ids which nobody chose is another one each time.
        stays = believed(Stay.objects.select_related("worker")).order_by("worker__person_id", "arrival", "departure")
        beds = Bed.objects.filter(unit__site__provider=manager.organisation_id).order_by("unit__site__code", "position")
        stay, free = random.choice(list(stays)), random.choice(list(beds))
        day = NIGHT - timedelta(days=random.randint(0, 90))
        longer = None if random.random() < 0.5 else day + timedelta(days=random.randint(1, 60))
        common = {"actor": manager, "at": at, "nonce": None}
        with suppress(Refusal):
            match kind:
                case "end":
                    check_out(stay_ids=[stay.stay_id], departure=day, **common)
                case "correct":
                    correct_stay(stay_id=stay.stay_id, correction=Correction(day, longer, None, free.pk), **common)
                case "move":
                    move_workers(moves=[(stay.stay_id, free.pk)], on=day, **common)
                case "void":
                    void_stay(stay_id=stay.stay_id, **common)
                case "erase":
                    erase_workers([stay.worker_id], at=at)
            return
    pytest.fail(f"no stay of 60 could be changed: {kind}")


def published(indicator: str) -> dict[tuple[str, str, str], int | None]:
    rows = PublishedCount.objects.filter(period=NIGHT, indicator=indicator)
    return {(row.area, row.split, row.value): row.shown for row in rows if row.shown != 0}


@pytest.mark.parametrize("seed", range(3))
def test_after_random_edits_the_night_is_the_slow_count_of_that_moment(seed: int) -> None:
    fill(seed=seed, people=120)
    manager, random = _manager(), Random(seed)
    for round_of_edits in range(3):
        publish(night=NIGHT, at=AT, why=Why.NIGHTLY, months=0)
        before = published("people")
        at = AT + timedelta(hours=1 + round_of_edits)
        for second, kind in enumerate(random.sample(KINDS * 4, k=20)):
            edit(random, manager, kind, at + timedelta(seconds=second))

        publish(night=NIGHT, at=at, why=Why.NIGHTLY, months=0)

        assert published("people") == dict(slow_night(NIGHT))
        assert published("people") != before
