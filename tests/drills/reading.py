"""Read an installation that `filling.py` filled: `python -m tests.drills.reading` prints what stands in it, as JSON.

As the user of the site, in its roles, so that it also shows what that user may and may not.
"""

import json
import os
import sys

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "thoes.config.settings")
django.setup()

from allauth.mfa.totp.internal.auth import (  # noqa: E402
    format_hotp_value,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.test import Client  # noqa: E402
from procrastinate.contrib.django import app as jobs  # noqa: E402
from procrastinate.contrib.django.models import ProcrastinateJob  # noqa: E402

from tests.drills.filling import CODE_SECRET, PASSWORD  # noqa: E402
from thoes.accounts.models import Membership  # noqa: E402
from thoes.accounts.public import actor_of  # noqa: E402
from thoes.foundation.database_roles import ACROSS_ROLE, ConnectAs, connect_as  # noqa: E402
from thoes.foundation.encryption.files import read_sealed  # noqa: E402
from thoes.intake.models import Run as ImportRun  # noqa: E402
from thoes.intake.runs import file_of  # noqa: E402
from thoes.privacy.models import ProcessingRecord  # noqa: E402
from thoes.privacy.public import as_tenant, cross_tenant, see_nobody_by_default  # noqa: E402
from thoes.privacy.tests.acting import everyday  # noqa: E402
from thoes.register.models import Stay, Worker  # noqa: E402
from thoes.registration.models import Assessment  # noqa: E402


def read() -> dict[str, object]:
    """What stands in it; runs the jobs that wait, as the last thing."""
    connect_as(ConnectAs.APPLICATION, role=ACROSS_ROLE)
    found: dict[str, object] = {
        "people": _names(),
        "stays": Stay.objects.count(),
        "assessments": Assessment.objects.count(),
        "accesses": ProcessingRecord.objects.filter(activity="drill").count(),
        "files": [b"".join(read_sealed(file_of(run))).decode() for run in ImportRun.objects.all()],
        "waiting jobs": sorted(
            ProcrastinateJob.objects.filter(status="todo", task_name__startswith="intake").values_list(
                "task_name", flat=True
            )
        ),
    }
    see_nobody_by_default()
    found["seen by nobody"] = _names()
    for name in ("alice", "bob", "charlie"):
        member = Membership.objects.get(user__username=name)
        with as_tenant(actor_of(member), everyday(actor_of(member))):
            found[f"seen by {name}"] = _names()
    found["alice enters"] = _enters("alice", "/today/")
    found["bob enters"] = _enters("bob", "/registration/", with_code=True)
    with jobs.replace_connector(jobs.connector.get_worker_connector()) as app:
        app.run_worker(wait=False, concurrency=1, install_signal_handlers=False)
    with cross_tenant():
        found["lists"] = sorted(ImportRun.objects.values_list("status", flat=True))
    return found


def _names() -> list[str]:
    return sorted(f"{worker.given_name} {worker.family_name}" for worker in Worker.objects.all())


def _enters(name: str, page: str, *, with_code: bool = False) -> int:
    client = Client(raise_request_exception=False, SERVER_NAME="localhost")
    answer = client.post("/account/login/", {"username": name, "password": PASSWORD})
    if with_code:
        code = format_hotp_value(hotp_value(CODE_SECRET, next(iter(yield_hotp_counters_from_time()))))
        client.post(answer["Location"], {"code": code})
    return client.get(page).status_code


if __name__ == "__main__":
    json.dump(read(), sys.stdout)
