"""The entry of the `thoes` command; each command lives in a file of its own and is loaded when it is called."""

import importlib
import os
import sys
from typing import Any

import click
import django
from django.core.exceptions import ImproperlyConfigured
from django.db import DatabaseError

from thoes.cli.explaining import in_plain_words
from thoes.foundation.database_roles import ACROSS_ROLE, ConnectAs, connect_as

COMMANDS = {
    "demo": ("thoes.cli.demo:demo", "Fill a simulated Limburg and serve it: the quickest look at Thoes."),
    "serve": ("thoes.cli.serve:serve", "Serve the site, with a worker for the background jobs."),
    "worker": ("thoes.cli.serve:worker", "Run the background jobs alone."),
    "setup": ("thoes.cli.setup:setup", "Prepare or upgrade the database, the texts and the pages' files."),
    "build": ("thoes.cli.build:build", "Build the pages and compile the texts."),
    "user": ("thoes.cli.user:user", "Add a user with the organisation the user acts for."),
    "organisation": (
        "thoes.cli.organisation:organisation",
        "Say what an organisation is: its sector, its kind of provider.",
    ),
    "second-step": ("thoes.cli.user:second_step", "Remove the second step of a user who lost it."),
    "duty": ("thoes.cli.duty:duty", "Say who in a spreadsheet must register in the BRP, when and why."),
    "estimate": ("thoes.cli.estimate:estimate", "Estimate how many people stand in none of some lists."),
    "link-lists": ("thoes.cli.link_lists:link_lists_command", "Link lists of people by name, and keep counts alone."),
    "retention": ("thoes.cli.retention:retention", "Say how long the people in a list of stays remain."),
    "need": ("thoes.cli.need:need", "Say how many places to stay a scenario needs, per region and kind of stay."),
    "forecast": ("thoes.cli.forecast:forecast", "Say how many international workers there may be, as a fan."),
    "import": ("thoes.cli.import_list:import_list", "Take a housing provider's list of stays into the register."),
    "import-sites": ("thoes.cli.import_sites:import_sites", "Take a list of sites into the register."),
    "figures": ("thoes.cli.figures:figures", "Take figures of others, such as those of CBS, into the monitor."),
    "boundaries": ("thoes.cli.boundaries:boundaries", "Load the boundaries of the municipalities for the map."),
    "rulebook": ("thoes.cli.rulebook:rulebook", "Print the rules with their sources and confidence."),
    "guide": ("thoes.cli.guide:guide", "Say how the articles of the guide and their translations stand."),
    "dpia": ("thoes.cli.dpia:dpia", "Print the draft of the DPIA, made from what the code declares."),
    "translations": ("thoes.cli.translations:translations", "Say which texts for workers somebody reviewed."),
    "publish-figures": ("thoes.cli.publish_figures:publish_figures", "Count the figures of the monitor now."),
    "shred": ("thoes.cli.shred:shred", "Erase everybody whose term is over; --dry-run says what would go."),
    "verify-log": ("thoes.cli.verify_log:verify_log", "Verify that nobody changed the logs of who did what."),
    "export-log": ("thoes.cli.export_log:export_log", "Write the processing log as Logboek Dataverwerkingen has it."),
    "backup": ("thoes.cli.backup:backup", "Write the database and the files to one archive."),
    "restore": ("thoes.cli.backup:restore", "Put an archive back, in an empty installation."),
    "rotate-keys": ("thoes.cli.keys:rotate_keys", "Encrypt the names anew with a new key; the site goes on meanwhile."),
    "clean-papers": (
        "thoes.cli.clean_papers:clean_papers",
        "Take places, names and scripts out of kept papers of sites.",
    ),
    "doctor": ("thoes.cli.doctor:doctor", "Say in plain words what is wrong with this installation."),
}


# What changes data, or takes data of people along, goes into the audit log, also when nobody is logged in.
WRITTEN_DOWN = (
    "setup", "user", "second-step", "import", "import-sites", "boundaries", "shred", "export-log", "backup", "restore",
    "rotate-keys", "clean-papers", "publish-figures", "figures", "organisation",
)  # fmt: skip
# What makes tables or takes all of them along connects as their owner. The others may do what the site may, over all rows.
AS_OWNER = ("demo", "setup", "backup", "restore", "rotate-keys")


class LazyGroup(click.Group):
    """Commands by name; only the one that is called is imported."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        module, attribute = COMMANDS[cmd_name][0].split(":")
        command: click.Command = getattr(importlib.import_module(module), attribute)
        return command

    def invoke(self, ctx: click.Context) -> Any:
        try:
            with in_plain_words():
                result = super().invoke(ctx)
        except (click.UsageError, click.exceptions.Exit):
            raise
        except click.ClickException:
            _write_down(ctx.invoked_subcommand, "refused")
            raise
        except Exception:
            _write_down(ctx.invoked_subcommand, "failed")
            raise
        _write_down(ctx.invoked_subcommand, "done")
        return result

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl([(name, text) for name, (_, text) in COMMANDS.items()])


def _write_down(command: str | None, outcome: str) -> None:
    if command not in WRITTEN_DOWN:
        return
    try:
        with in_plain_words():
            importlib.import_module("thoes.cli.writing_down").write_down(command, outcome)
    except (click.ClickException, DatabaseError):
        # Where there is no log there is nothing to write in. What was done and not written down is said.
        if outcome == "done":
            raise


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="thoes")
def thoes() -> None:
    """Thoes: the shared register, desk and monitor for international workers in Limburg.

    Data lives in the folder THOES_HOME. DATABASE_URL points to a PostgreSQL of your own; without it a private server
    is started.
    """


def main() -> None:
    """Make Django ready, connect as the user of the database that the command needs, and run it."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "thoes.config.settings")
    command = sys.argv[1] if len(sys.argv) > 1 else ""
    if command == "demo":
        # Before the settings are read: the demo says that it is one, and asks no second step of its made-up officials.
        os.environ["THOES_DEMO"] = "1"
    try:
        django.setup()
    except (ImproperlyConfigured, OSError) as error:
        click.echo(f"Error: {error}", err=True)
        sys.exit(1)
    if command in AS_OWNER:
        connect_as(ConnectAs.OWNER)
    else:
        connect_as(ConnectAs.APPLICATION, role=ACROSS_ROLE)
    thoes(prog_name="thoes", args=sys.argv[1:])
