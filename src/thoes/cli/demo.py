"""`thoes demo`: a simulated Limburg to look around in, from nothing to a page in one command."""

import os
import shutil
import webbrowser
from datetime import date, datetime

import click
from django.conf import settings
from django.core.management import call_command
from django.utils import timezone

from thoes.cli.console import console, progress
from thoes.cli.serve import WORKERS, run_server
from thoes.cli.setup import prepare
from thoes.kernel.nights import current_night
from thoes.monitor.public import Why, last_publication, publish
from thoes.places.public import Organisation
from thoes.privacy.public import own_anchor
from thoes.register.public import find_duplicates, latest_search_for_duplicates
from thoes.registration.public import assess_persons, count_effect, latest_assessment_day, latest_effect_day
from thoes.simulation.public import DEMO_USERS, Parts, is_loaded, load_parts

PASSWORD = "welkom-in-thoes"
SEED = 2020


@click.command()
@click.option(
    "--scale",
    default=0.1,
    show_default=True,
    help="Part of Limburg to simulate; 1 is the province, 13 the country.",
)
@click.option("--seed", default=SEED, show_default=True, help="The same seed gives the same people.")
@click.option("--on", type=click.DateTime(["%Y-%m-%d"]), help="Day on which the simulation ends.  [default: today]")
@click.option("--reset", is_flag=True, help="Throw the simulated Limburg away and make it anew.")
@click.option("--serve/--no-serve", default=True, show_default=True, help="Serve the site afterwards.")
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", default=8000, show_default=True)
@click.option("--open", "open_page", is_flag=True, help="Open the page in a browser.")
def demo(
    scale: float, seed: int, on: datetime | None, reset: bool, serve: bool, host: str, port: int, open_page: bool
) -> None:
    """Fill a simulated Limburg, work out the registration duty, and serve the site.

    The people are made up. The first time takes about two minutes, after that the data is there.
    """
    # Passkeys belong to a name: browsers refuse them on a bare network address.
    address = f"http://{'localhost' if host == '127.0.0.1' else host}:{port}/"
    if "THOES_URL" not in os.environ:
        # What the letters of the demo lead to, those of its background jobs too.
        os.environ["THOES_URL"] = settings.THOES_URL = address.rstrip("/")
    today = timezone.localdate()
    with console.status("Preparing the database and the pages…"):
        prepare()
    _refuse_real_organisations()
    if reset:
        _throw_away()
    if not is_loaded():
        _fill(scale=scale, seed=seed, on=on.date() if on else today)
    _work_out(today)
    _show_accounts(address=address)
    if not serve:
        return
    if open_page:
        webbrowser.open(address)
    run_server(host=host, port=port, workers=WORKERS, with_jobs=True)


def _fill(*, scale: float, seed: int, on: date) -> None:
    parts = Parts(scale, seed, on)
    console.print(f"Simulating three and a half years of stays (scale {scale:g})…", highlight=False)
    with progress("Writing them down") as on_progress:
        load_parts(parts, count=parts.count, password=PASSWORD, on_progress=on_progress)


def _work_out(today: date) -> None:
    """What the register comes to, as of today: each step that is not there, also after a start that was stopped half-way.

    Each is all there or not at all, and says itself of which day it is.
    """
    if latest_assessment_day() != today:
        with progress("Working out who must register") as on_progress:
            assess_persons(persons=None, on=today, on_progress=on_progress)
    if latest_effect_day() != today:
        with console.status("Counting what it comes to…"):
            count_effect(on=today)
    if _day_of(latest_search_for_duplicates()) != today:
        with console.status("Looking for people who stand in it twice…"):
            find_duplicates(at=timezone.now())
    published = last_publication()
    if _day_of(published.made_at if published else None) != today:
        with console.status("Counting the figures of the monitor…"):
            publish(night=current_night(timezone.localtime()), at=timezone.now(), why=Why.ASKED)


def _day_of(moment: datetime | None) -> date | None:
    return timezone.localdate(moment) if moment else None


def _refuse_real_organisations() -> None:
    """The demo logs in with a printed password and one step; real people must not stand behind that."""
    if Organisation.objects.filter(is_simulated=False).exists():
        raise click.ClickException(
            "This installation holds organisations that are not simulated. Use `thoes serve`, or another THOES_HOME."
        )


def _throw_away() -> None:
    call_command("flush", interactive=False, verbosity=0)
    # The logs begin anew; an anchor of the old ones would call that tampering.
    own_anchor().unlink(missing_ok=True)
    # Papers and photos of rows that are gone.
    shutil.rmtree(settings.MEDIA_ROOT, ignore_errors=True)
    shutil.rmtree(settings.EMAIL_FILE_PATH, ignore_errors=True)
    prepare()


def _show_accounts(*, address: str) -> None:
    console.rule("Thoes")
    console.print(f"Open [bold]{address}[/bold] and log in. The password of every account is [bold]{PASSWORD}[/bold].")
    for user in DEMO_USERS:
        role = user.role.label
        console.print(f"  [bold]{user.username:<20}[/bold] {role}", highlight=False)
    console.print(f"The data is in {settings.MEDIA_ROOT.parent}. Stop with Ctrl-C.", highlight=False)
