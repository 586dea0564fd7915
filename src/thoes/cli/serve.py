"""`thoes serve` and `thoes worker`: the web server and the background jobs."""

import gc
import os
import signal
import subprocess
import sys
import threading
import time
from typing import Any

import click
from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.urls import get_resolver
from gunicorn.app.base import BaseApplication
from procrastinate.contrib.django import app as jobs

from thoes.cli.archives.unfinished import UNFINISHED, is_unfinished
from thoes.cli.console import console
from thoes.cli.explaining import NOT_SET_UP
from thoes.cli.request_serialisation import serialising_requests
from thoes.foundation.encryption.checking import open_one_of_each
from thoes.foundation.encryption.keys import EncryptionError
from thoes.guide.public import read_in
from thoes.privacy.public import RoleNotTaken, powers_beyond_the_work, see_nobody_by_default

# For a machine of two cores. Beside a process that waits for the database another one computes.
WORKERS = 4


class Server(BaseApplication):  # type: ignore[misc]
    """Gunicorn with Thoes' own settings; a TLS proxy stands before it in production."""

    def __init__(self, options: dict[str, Any]) -> None:
        self.options = options
        super().__init__()

    def load_config(self) -> None:
        for name, value in self.options.items():
            self.cfg.set(name, value)

    def load(self) -> Any:
        application = get_wsgi_application()
        # All pages are read in now and left out of every later search for garbage, which takes a tenth of a second else.
        get_resolver().url_patterns  # noqa: B018
        # So are the articles of the guide and the rule book: the first who asks for one does not wait for all to be read.
        read_in()
        gc.collect()
        gc.freeze()
        return serialising_requests(application)


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--port", default=8000, show_default=True, help="Port to listen on.")
@click.option("--workers", default=WORKERS, show_default=True, help="Number of server processes: two for each core.")
@click.option("--no-jobs", is_flag=True, help="Do not run the background jobs beside it.")
def serve(host: str, port: int, workers: int, no_jobs: bool) -> None:
    """Serve the site until Ctrl-C."""
    run_server(host=host, port=port, workers=workers, with_jobs=not no_jobs)


def run_server(*, host: str, port: int, workers: int, with_jobs: bool) -> None:
    """Serve and, if asked, run the background jobs in a process of their own; returns when the server is stopped."""
    _refuse_what_is_not_ready()
    _refuse_without_keys()
    connection.close()
    _see_nobody()
    command = [sys.executable, "-m", "thoes.cli", "worker", "--beside", str(os.getpid())]
    background = subprocess.Popen(command) if with_jobs else None
    try:
        Server(
            {
                "bind": f"{host}:{port}",
                "workers": workers,
                "worker_class": "gthread",
                "threads": 4,
                "timeout": 60,
                # What is ticked of a list stands in the address. As long as nginx passes on by itself.
                "limit_request_line": 8190,
                "max_requests": 5_000,
                "max_requests_jitter": 500,
                "forwarded_allow_ips": "127.0.0.1,::1",
                # A proxy that passes SCRIPT_NAME on would let a visitor choose what our links begin with.
                "forwarder_headers": "",
                "loglevel": "warning",
                "control_socket_disable": True,
            }
        ).run()
    finally:
        if background is not None:
            background.terminate()
            background.wait(timeout=10)


@click.command()
@click.option("--beside", type=int, hidden=True, help="Id of the process of `thoes serve`: without it this one stops.")
def worker(beside: int | None) -> None:
    """Run the background jobs: uploads, the nightly reassessment. Stops after the job in hand at Ctrl-C."""
    if beside is not None:
        threading.Thread(target=_stop_without, args=[beside], daemon=True).start()
    _refuse_what_is_not_ready()
    _refuse_without_keys()
    _see_nobody()
    console.print(f"Background jobs run on the database of {settings.DATABASES['default'].get('NAME')}.")
    with jobs.replace_connector(jobs.connector.get_worker_connector()) as app:  # type: ignore[attr-defined]
        app.run_worker(concurrency=1, install_signal_handlers=True)


def _stop_without(server: int) -> None:
    """A server that was killed takes nobody along; its jobs would go on beside those of the next one, and the database too."""
    while os.getppid() == server:
        time.sleep(1)
    os.kill(os.getpid(), signal.SIGTERM)


def _refuse_what_is_not_ready() -> None:
    if is_unfinished():
        raise click.ClickException(UNFINISHED)
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        raise click.ClickException(NOT_SET_UP)


def _refuse_without_keys() -> None:
    """Better no site than one that shows an error for every name."""
    try:
        open_one_of_each()
    except EncryptionError as error:
        raise click.ClickException(str(error)) from error


def _see_nobody() -> None:
    try:
        see_nobody_by_default()
    except RoleNotTaken as error:
        raise click.ClickException(str(error)) from error
    too_much = powers_beyond_the_work()
    if too_much:
        console.print(too_much.in_words, style="bold red", soft_wrap=True, highlight=False, markup=False)
