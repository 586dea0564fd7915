"""Who may read no exact number of people learns none, on whatever page or in whatever file: every address is walked.

Two people more at the only site of a municipality change nothing that such a reader sees, as long as the rounded number stays.
"""

import io
import re
from datetime import date, timedelta

import openpyxl
import pyarrow.parquet as pq
import pytest
from django.core.cache import cache
from django.http import HttpResponse
from django.test import Client
from django.urls import get_resolver, reverse
from django.utils import timezone
from pypdf import PdfReader

from tests.attacks.looking import addresses
from tests.reading_pages import cells_of, number_in, text_of
from thoes.accounts.public import Actor
from thoes.housing.models import Permit, PublicListing, PublicRegisterDecision, Site
from thoes.kernel.disclosure import CountedPlace, Rounding, ShownCount, narrowed
from thoes.kernel.nights import current_night
from thoes.monitor.models import Why
from thoes.monitor.publishing import publish
from thoes.register.public import Declared, DeclaredWorker, check_in

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

# Rounded up from a remainder of five on: 36 and 38 are both about 40.
FROM_FIVE = 5


@pytest.fixture
def alone(other_provider, wim, weert, make_site, monkeypatch) -> Site:
    """The only site of Weert, and of its region: 46 beds, a permit for 31, shown in the public register."""
    monkeypatch.setattr(Rounding, "_threshold", lambda self, name, step: FROM_FIVE)
    site = make_site(other_provider, weert, rooms=23, beds=2)
    now = timezone.now()
    Permit.objects.create(
        site=site,
        kind="letting",
        number="W-1",
        holder="Voorbeeld",
        capacity=31,
        valid_from=date(2020, 1, 1),
        recorded_at=now,
    )
    by = {"decided_by": wim.user_id, "decided_at": now}
    PublicRegisterDecision.objects.create(municipality=weert, is_public=True, ground="Verzonnen grond", **by)
    PublicListing.objects.create(site=site, is_shown=True, name=site.name, address=site.address, **by)
    return site


def sleep(actor: Actor, site: Site, people: int, *, prefix: str = "Testowska", nights: int = 3) -> None:
    names = [f"{prefix}{chr(97 + at // 26)}{chr(97 + at % 26)}" for at in range(people)]
    arrival = current_night(timezone.localtime()) - timedelta(days=nights)
    lines = [Declared(site_id=site.pk, arrival=arrival, worker=DeclaredWorker(family_name=name)) for name in names]
    _, results = check_in(actor=actor, arrivals=lines, at=timezone.now(), nonce=None)
    assert [result.refusal for result in results] == [None] * people


def everything_of(client: Client, site: Site) -> dict[str, str]:
    """What every address says that asks for nothing, for a kind of file, a site or an area, in words and cells.

    The monitor counts first, so that it tells of the same night as every other page.
    """
    publish(night=current_night(timezone.localtime()), at=timezone.now(), why=Why.ASKED, months=1)
    values = {"site_id": site.pk, "kind": "csv", "code": site.municipality_id, "key": "people"}
    values["day"] = timezone.localdate().isoformat()
    found = {}
    for _namespace, name, parts in addresses(get_resolver(), with_parts=False):
        if set(parts) <= set(values):
            answer = client.get(reverse(name, kwargs={part: values[part] for part in parts}))
            found[name] = _said(answer) if answer.status_code == 200 else str(answer.status_code)
    return found


def _said(answer: HttpResponse) -> str:
    """The answer without what is new every time: tokens, numbers of forms and the moment it was made at."""
    kind = answer.headers.get("Content-Type", "")
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    if "spreadsheet" in kind:
        sheets = openpyxl.load_workbook(io.BytesIO(body)).worksheets
        return str([list(sheet.values) for sheet in sheets])
    if "pdf" in kind:
        return " ".join(page.extract_text() for page in PdfReader(io.BytesIO(body)).pages)
    if "parquet" in kind:
        return str(pq.read_table(io.BytesIO(body)).to_pylist())
    said = body.decode(errors="replace")
    return re.sub(_NEW_EVERY_TIME, "", said)


# When the monitor counted differs by a moment; what it counted may not.
_NEW_EVERY_TIME = r"""X-CSRFToken[^}]*|<input type="hidden"[^>]*>|nonce="[^"]*"|\d\d:\d\d(:\d\d(\.\d+)?)?"""


@pytest.fixture
def reader(logged_in, request):
    """reader("paula") -> a client; reader("nobody") -> one that is not logged in."""
    return lambda who: Client() if who == "nobody" else logged_in(request.getfixturevalue(who))


@pytest.mark.parametrize("who", ["paula", "nobody", "vera", "alice"])
def test_two_people_more_change_nothing_for_who_may_read_no_exact_number(who: str, alone, charlie, reader) -> None:
    sleep(charlie, alone, 36)
    client = reader(who)
    before = everything_of(client, alone)

    sleep(charlie, alone, 2, prefix="Nowa")

    after = everything_of(client, alone)
    assert [name for name in before if before[name] != after[name]] == []


@pytest.mark.parametrize(
    ("who", "where"), [("charlie", "register:today"), ("wim", "pipeline:need"), ("wim", "housing:card")]
)
def test_the_provider_and_the_own_municipality_do_see_them(who: str, where: str, alone, charlie, reader) -> None:
    sleep(charlie, alone, 36)
    client = reader(who)
    before = everything_of(client, alone)

    sleep(charlie, alone, 2, prefix="Nowa")

    assert before[where] != everything_of(client, alone)[where]


def test_the_only_site_of_a_municipality_is_as_many_on_its_card_as_in_the_need(alone, charlie, paula, reader) -> None:
    sleep(charlie, alone, 37)
    client = reader("paula")
    client.cookies["django_language"] = "nl"

    card = text_of(client.get(reverse("housing:card", args=[alone.pk])))
    need = client.get(reverse("pipeline:need"))

    assert "Ongeveer 40 personen" in card
    assert cells_of(need, "Weert")["Bezet"] == "40"
    assert "bezet: ongeveer 40, vrij: ongeveer 6" in text_of(need)
    assert "37" not in card + text_of(need)


@pytest.mark.parametrize("threshold", [1, 4, 7, 10])
def test_no_site_follows_from_its_municipality_less_the_others(
    threshold, alice, charlie, provider, other_provider, venlo, make_site, paula, reader, monkeypatch
) -> None:
    monkeypatch.setattr(Rounding, "_threshold", lambda self, name, step: threshold)
    people = (37, 12, 4)
    sites = [
        make_site(provider, venlo, rooms=23),
        make_site(provider, venlo, rooms=20),
        make_site(other_provider, venlo, rooms=10),
    ]
    for actor, site, number, prefix in zip((alice, alice, charlie), sites, people, ("Aa", "Bb", "Cc"), strict=True):
        sleep(actor, site, number, prefix=prefix)
    client = reader("paula")
    client.cookies["django_language"] = "nl"

    cards = [_about(text_of(client.get(reverse("housing:card", args=[site.pk])))) for site in sites]
    town = _rounded(number_in(cells_of(client.get(reverse("pipeline:need")), "Venlo")["Bezet"]))

    for _place, least, most in narrowed([CountedPlace(0, shown) for shown in cards], town.low, town.high):
        assert most - least + 1 >= 5


def _about(card: str) -> ShownCount:
    about = re.search(r"Ongeveer (\d+) personen", card)
    below = re.search(r"Minder dan (\d+) personen", card)
    if about:
        return _rounded(int(about.group(1)))
    assert below is not None
    return ShownCount(None, 0, int(below.group(1)) - 1)


def _rounded(number: int) -> ShownCount:
    """What a number tells to who knows that it was rounded up or down to a multiple of ten."""
    return ShownCount(number, max(10, number - 9), number + 9)


def test_above_a_norm_is_told_of_three_sites_together_and_not_of_two(
    alice, provider, venlo, make_site, paula, reader
) -> None:
    client = reader("paula")
    client.cookies["django_language"] = "nl"
    shown = []
    for at in range(3):
        site = make_site(provider, venlo, rooms=10)
        Permit.objects.create(
            site=site, kind="letting", number=f"V-{at}", holder="Voorbeeld", capacity=5, valid_from=date(2020, 1, 1),
            recorded_at=timezone.now(),
        )  # fmt: skip
        sleep(alice, site, 12, prefix="ABC"[at] + "x")
        # The province reads what was counted at most ten minutes ago.
        cache.clear()
        shown.append(cells_of(client.get(reverse("occupancy:norms")), "Venlo"))

    assert [cells["Te veel"] for cells in shown] == ["1", "2", "3"]
    assert [cells["Mensen boven een norm"] for cells in shown[:2]] == ["niet getoond", "niet getoond"]
    assert shown[2]["Mensen boven een norm"] in ("20", "30")
