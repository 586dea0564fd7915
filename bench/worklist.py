"""The worklist of a municipality with 20,000 workers, as a whole page with row security, beside the list made in Python."""

from collections import Counter

from django.db.models import Exists, OuterRef, QuerySet
from django.test import Client

from bench.municipality import MOST_NIGHTS, WORKERS, clerk
from bench.names import name_of
from bench.report import compare, seconds
from thoes.accounts.public import Actor, User
from thoes.kernel.name_folding import search_key
from thoes.privacy.public import as_tenant, cross_tenant
from thoes.register.public import BRP_REGISTRATION, Stay, Worker, workers_named
from thoes.registration.queries import names_of
from thoes.registration.queries import worklist as worklist_of


def run() -> None:
    """Open the first page, a filtered one, a search by the beginning of a name, and one that finds it in the middle."""
    actor = clerk()
    client = Client(headers={"host": "localhost"})
    client.force_login(User.objects.get(pk=actor.user_id))
    alternative = seconds(lambda: _in_python(actor))
    # Of whom the desk has something to do with: nobody did anything yet, and the nights are there at every scale.
    wanted = name_of(WORKERS // 2 // MOST_NIGHTS * MOST_NIGHTS + 300)[0]
    for title, path, named, goal in (
        (f"The worklist of {WORKERS:,} workers, a whole page", "/registration/", "", "300 ms"),
        ("The same, part “set aside”, by date", "/registration/?tab=aside&sort=next_on", "", "300 ms"),
        ("The same, searched by the beginning of a name", f"/registration/?q={wanted[:6]}", wanted, "300 ms"),
        ("The same, searched in the middle of names", f"/registration/?q={wanted[1:8]}", wanted, "300 ms"),
    ):
        answer = client.get(path)
        assert answer.status_code == 200
        assert named in answer.content.decode()
        ours = seconds(lambda path=path: client.get(path), runs=9)
        compare(title, ours=ours, alternative=alternative, named="all rows as objects, counted in Python", goal=goal)
    middle = wanted[1:8]
    with as_tenant(actor, BRP_REGISTRATION):
        here = Worker.objects.filter(
            Exists(Stay.objects.filter(worker=OuterRef("pk"), municipality=actor.municipality_code))
        )
        assert wanted in _by_opening(here, middle)
        compare(
            f"A name found in its middle among {WORKERS:,}, by its fragments",
            ours=seconds(lambda: workers_named(here, middle), runs=9),
            alternative=seconds(lambda: _by_opening(here, middle), runs=9),
            named="every name opened",
            goal="1 s",
        )


def _by_opening(workers: QuerySet[Worker], text: str) -> list[str]:
    """The families in whose name the text stands, as without anything to narrow by; as quick as that goes."""
    with cross_tenant():
        ids = set(workers.order_by().values_list("pk", flat=True))
    rows = Worker.objects.filter(erased_at=None).order_by().values_list("pk", "family_name", "given_name")
    return [family for pk, family, given in rows if pk in ids and text in search_key(family, given)]


def _in_python(actor: Actor) -> list[tuple[str, str]]:
    """What a page without queries of its own would do: fetch all, count, sort, and name those on the first page."""
    with as_tenant(actor, BRP_REGISTRATION):
        rows = list(worklist_of(actor).order_by())
        Counter((row.status, row.register_by is not None, row.state) for row in rows)  # type: ignore[attr-defined]
        rows.sort(key=lambda row: (row.register_by is None, row.register_by, str(row.person_id)))
        first = [row.person_id for row in rows[:50]]
        names = names_of(first, actor=actor)
        return [(names.get(row.person_id, ""), row.site.name if row.site else "") for row in rows[:50]]
