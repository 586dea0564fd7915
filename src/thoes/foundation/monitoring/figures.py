"""Figures of how an installation does, for Prometheus and for `/health`: of the machine and its work, never of people.

A module adds its own with `figure` in a file `operating_figures.py`, found by its name. What stands here is the queue, the
outbox, the disk and the database. How many requests there are and how long they take is for the proxy in front to tell.
"""

import shutil
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta
from importlib.metadata import version

from django.db import connection
from django.db.models import Count, Q
from prometheus_client.core import GaugeMetricFamily

from thoes.foundation.home import home
from thoes.foundation.models import OutgoingMail

Labelled = Mapping[str, float | None]
"""A value per word of the label; None where there is nothing to say, which is left out and not shown as zero."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure by its name in Prometheus, what it means, its label, and how it is read."""

    name: str
    says: str
    label: str
    read: Callable[[], Labelled]


_figures: dict[str, Figure] = {}


def figure(name: str, says: str, *, label: str = "") -> Callable[[Callable[[], Labelled]], Callable[[], Labelled]]:
    """Declare a figure, read by the function below; without a label the function gives its one value under `""`."""

    def declare(read: Callable[[], Labelled]) -> Callable[[], Labelled]:
        _figures[name] = Figure(name, says, label, read)
        return read

    return declare


class Figures:
    """All declared figures, read anew at each `collect`; as a Prometheus collector."""

    def collect(self) -> Iterator[GaugeMetricFamily]:
        """Each figure with its values of this moment."""
        for declared in _figures.values():
            family = GaugeMetricFamily(
                declared.name, declared.says, labels=[declared.label] if declared.label else None
            )
            for word, value in declared.read().items():
                if value is not None:
                    family.add_metric([word] if declared.label else [], value)
            yield family


def oldest_job() -> timedelta:
    """How long the job waits that is due longest; nothing when none is due."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT now() - min(coalesce(j.scheduled_at, e.at)) FROM procrastinate_jobs j"
            " LEFT JOIN procrastinate_events e ON e.job_id = j.id AND e.type = 'deferred'"
            " WHERE j.status = 'todo' AND coalesce(j.scheduled_at, now()) <= now()"
        )
        waits: timedelta | None = cursor.fetchone()[0]
    return waits or timedelta()


@figure("thoes_info", "Always 1; the version of Thoes stands in its label.", label="version")
def _version() -> Labelled:
    return {version("thoes"): 1}


@figure("thoes_jobs", "Background jobs by what became of them.", label="status")
def _jobs() -> Labelled:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT status::text, count(*) FROM procrastinate_jobs WHERE status <> 'succeeded' GROUP BY status"
        )
        return {"todo": 0, "doing": 0, "failed": 0, **dict(cursor.fetchall())}


@figure("thoes_oldest_job_seconds", "How long the job that is due longest waits; 0 when none is due.")
def _oldest_job() -> Labelled:
    return {"": oldest_job().total_seconds()}


@figure("thoes_mail", "Letters in the outbox: waiting to be sent, or given up.", label="status")
def _mail() -> Labelled:
    return OutgoingMail.objects.aggregate(
        waiting=Count("pk", filter=Q(sent_at=None, given_up_at=None)),
        given_up=Count("pk", filter=Q(given_up_at__isnull=False)),
    )


@figure("thoes_database_bytes", "The size of the database.")
def _database() -> Labelled:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_database_size(current_database())")
        return {"": float(cursor.fetchone()[0])}


@figure("thoes_disk_free_bytes", "What is free on the disk of the data folder.")
def _disk() -> Labelled:
    return {"": float(shutil.disk_usage(home()).free)}
