"""A list of stays handed in and checked, as the page and the background do it."""

from datetime import datetime

from thoes.accounts.public import Actor
from thoes.housing.models import Site
from thoes.imports.stays import StayList
from thoes.intake import background, runs
from thoes.intake.models import Run


def handed_in(actor: Actor, site: Site, body: bytes, *, name: str, at: datetime) -> Run:
    """The run of a list for a site, not read yet."""
    asked, about = StayList.said_beside({"site": site})
    return runs.hand_in(
        StayList, actor=actor, file_name=name, size=len(body), chunks=[body], asked=asked, about=about, at=at
    )


def checked(actor: Actor, site: Site, body: bytes, *, name: str, at: datetime) -> Run:
    """As `handed_in`, and checked."""
    run = handed_in(actor, site, body, name=name, at=at)
    background.check(run.pk, at=at)
    run.refresh_from_db()
    return run
