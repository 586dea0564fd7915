"""Declared stays are planned as a whole: which line stands above which makes no difference."""

from datetime import date, timedelta

import pytest
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from thoes.housing.models import Bed
from thoes.kernel.refusals import Refusal
from thoes.register.domain.booked_stays import Settled
from thoes.register.public import Declared, DeclaredWorker, check_in
from thoes.register.services.intake import Intake

TODAY = date(2026, 5, 14)
CAME = TODAY - timedelta(days=30)
NAMES = ("Een", "Twee", "Drie", "Vier", "Vijf")
NOBODY = "Nieuw"


def _worker(name: str) -> DeclaredWorker:
    return DeclaredWorker(family_name=f"{name}ski", given_name="Jan", date_of_birth=date(1990, 1, 1 + len(name)))


@pytest.fixture
def beds(alice, make_site, provider, venlo) -> list[Bed]:
    """Six beds; in the first five somebody sleeps since a month."""
    site = make_site(provider, venlo, rooms=3, beds=2)
    beds = list(Bed.objects.filter(unit__site=site).order_by("unit__position", "position").select_related("unit"))
    arrivals = [
        Declared(site_id=site.pk, arrival=CAME, worker=_worker(name), bed_id=bed.pk)
        for name, bed in zip(NAMES, beds, strict=False)
    ]
    check_in(actor=alice, arrivals=arrivals, at=timezone.now(), nonce=None)
    return beds


def _lines(beds, targets, leaving, newcomers) -> list[Declared]:
    """Each of the five to the bed that `targets` has for it, or away; and somebody new in the beds of `newcomers`."""
    site = beds[0].unit.site_id
    lines = []
    for place, name in enumerate(NAMES):
        if place in leaving:
            lines.append(Declared(site_id=site, arrival=CAME, worker=_worker(name), departure=TODAY))
        elif targets[place] != place:
            bed = beds[targets[place]]
            lines.append(
                Declared(
                    site_id=site,
                    arrival=TODAY,
                    worker=_worker(name),
                    unit=bed.unit.name,
                    bed=bed.name,
                    settled=Settled.LIST,
                )
            )
    for place in newcomers:
        bed, born = beds[place], date(1980, 1, 1 + place)
        new = DeclaredWorker(family_name=f"{NOBODY}{'abcdef'[place]}", given_name="Bo", date_of_birth=born)
        lines.append(Declared(site_id=site, arrival=TODAY, worker=new, unit=bed.unit.name, bed=bed.name))
    return lines


def _become(alice, site_id, lines) -> dict[str, str]:
    """Of each line, by the name in it, the bed or the code of the refusal."""
    intake = Intake(actor=alice, site_ids={site_id}, at=timezone.now(), only=None)
    intake.look_ahead(lines)
    results = intake.enter(lines)
    return {
        line.worker.family_name: found.code
        if isinstance(found, Refusal)
        else intake.book.label_of((found.entry.moved_to or found.entry.stay).bed_id)
        for line, found in zip(lines, results, strict=True)
    }


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    targets=st.permutations(range(6)),
    leaving=st.sets(st.integers(0, 4), max_size=2),
    newcomers=st.sets(st.integers(0, 5), max_size=2),
    data=st.data(),
)
def test_which_line_stands_first_makes_no_difference(beds, alice, targets, leaving, newcomers, data) -> None:
    taken = {targets[place] for place in range(5) if place not in leaving}
    lines = _lines(beds, targets, leaving, newcomers - taken)
    site = beds[0].unit.site_id

    as_written = _become(alice, site, lines)
    otherwise = _become(alice, site, data.draw(st.permutations(lines)))

    assert as_written == otherwise
    # Nobody is in the way of anybody who goes elsewhere: all of it is possible.
    assert not {"bed_taken", "bed_taken_open", "no_free_bed", "bed_waits_for_answer"} & set(as_written.values())
