"""Two thousand lists in random dress: never another stay than those they were made of, with answers or without."""

from collections import Counter
from datetime import UTC, datetime

import pytest

from thoes.housing.models import Site
from thoes.imports.stays import StayList
from thoes.imports.tests.random_lists import DressedList, TrueStay, dressed_list
from thoes.intake.reading.opening import open_table_file
from thoes.intake.reading_files import read_sheets
from thoes.privacy.public import KEEP_NIGHT_REGISTER, as_tenant

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

LISTS, PARTS = 2_000, 4
NOW = datetime(2026, 11, 29, 12, tzinfo=UTC)
ROOMS = ["1", "2", "K1", "10", "11", "1.1", "12-A"]


def _read(
    made: DressedList, actor, chosen: Site, codes: dict, *, answers: dict[str, str]
) -> tuple[list[TrueStay], int]:
    """The stays that would go in, and how many lines come back."""
    kind = StayList(actor=actor, asked={"site": str(chosen.pk)}, at=NOW, answers=answers)
    read = read_sheets(open_table_file(made.path), kind)
    assert read.understood
    assert read.asked == []
    found = [
        TrueStay(
            said.worker.family_name, said.worker.given_name, said.arrival, said.departure, said.unit, codes[said.site_id],
            said.worker.date_of_birth,
        )
        for said in (line.said.declared for line in read.lines)
    ]  # fmt: skip
    return found, len(read.rejected)


@pytest.mark.parametrize("part", range(PARTS))
def test_a_list_gives_exactly_its_stays_or_a_question(part, alice, site, provider, venlo, make_site, tmp_path) -> None:
    sites = [site, make_site(provider, venlo), make_site(provider, venlo)]
    codes = {one.pk: one.code for one in sites}
    silent, lost = [], []
    total = Counter()
    for seed in range(part * LISTS // PARTS, (part + 1) * LISTS // PARTS):
        made = dressed_list(seed, tmp_path, sites=[one.code for one in sites], rooms=ROOMS)
        has_birth = any(stay.born for stay in made.stays)
        for answers in ({}, made.answers) if made.answers else ({},):
            with as_tenant(alice, KEEP_NIGHT_REGISTER):
                found, returned = _read(made, alice, site, codes, answers=answers)
            true = (
                made.stays if has_birth and any(one.born for one in found) else [_without_birth(s) for s in made.stays]
            )
            wrong = Counter(found) - Counter(true)
            # Nothing in a list of days up to the twelfth proves its order: it is shown, and asked.
            is_unproven = made.answers.get("date_order_unproven") and not answers
            if wrong and not is_unproven:
                silent.append((seed, made.how, sorted(map(str, wrong))[:2]))
            if len(found) + returned < len(made.stays):
                lost.append((seed, made.how, len(made.stays), len(found), returned))
        total["stays"] += len(made.stays)
        total["found"] += len(found)
        made.path.unlink()

    assert silent == []
    assert lost == []
    assert total["found"] > 0.97 * total["stays"]


def _without_birth(stay: TrueStay) -> TrueStay:
    return TrueStay(stay.family, stay.given, stay.arrival, stay.departure, stay.room, stay.site)
