"""`thoes demo` that was killed between its steps does what is left when it is started again."""

import json
import signal

import pytest

from tests.drills.conftest import Installation, succeed

pytestmark = pytest.mark.slow

ARGUMENTS = ("demo", "--no-serve", "--scale", "0.005")
# The command itself, that kills its own process as a step begins: no exception, no clearing up. The months before are left
# out of the figures, which take longest.
RUN = """
import importlib, os, signal, sys
from functools import partial
import django
from thoes.cli.main import main
dies_at, make_ready = sys.argv.pop(1), django.setup
def and_die_at_a_step():
    make_ready()
    demo = importlib.import_module("thoes.cli.demo")
    demo.publish = partial(demo.publish, months=0)
    if dies_at:
        setattr(demo, dies_at, lambda *_, **__: os.kill(os.getpid(), signal.SIGKILL))
django.setup = and_die_at_a_step
main()
"""
WHAT_IS_THERE = """
import json, os
import django
os.environ["DJANGO_SETTINGS_MODULE"] = "thoes.config.settings"
django.setup()
from thoes.foundation.database_roles import ACROSS_ROLE, ConnectAs, connect_as
connect_as(ConnectAs.APPLICATION, role=ACROSS_ROLE)
from django.db.models import Max
from thoes.monitor.models import Publication, PublishedCount
from thoes.register.models import ProposedDuplicate
from thoes.registration.models import Assessment, EffectCount
print(json.dumps({
    "duty": Assessment.objects.count(), "effect": EffectCount.objects.count(),
    "duplicates": ProposedDuplicate.objects.count(), "publications": Publication.objects.count(),
    "numbers": PublishedCount.objects.count(), "found": str(ProposedDuplicate.objects.aggregate(Max("found_at"))),
}))
"""


def test_each_step_that_a_killed_demo_did_not_reach_is_done_at_the_next_start_and_none_twice(empty_home) -> None:
    succeed(empty_home.thoes("setup"))

    there = [
        _after_dying_at(step, empty_home) for step in ("assess_persons", "count_effect", "find_duplicates", "publish")
    ]
    whole = _after_running(empty_home)

    steps = ("duty", "effect", "duplicates", "numbers")
    reached = [[bool(each[step]) for step in steps] for each in (*there, whole)]
    assert reached == [[at > step for step in range(len(steps))] for at in range(len(steps) + 1)]
    assert _after_running(empty_home) == whole
    assert whole["publications"] == 1


def _after_dying_at(step: str, installation: Installation) -> dict[str, object]:
    answer = installation.python("-c", RUN, step, *ARGUMENTS)
    assert answer.returncode == -signal.SIGKILL, answer.stderr
    return _what_is_there(installation)


def _after_running(installation: Installation) -> dict[str, object]:
    succeed(installation.python("-c", RUN, "", *ARGUMENTS))
    return _what_is_there(installation)


def _what_is_there(installation: Installation) -> dict[str, object]:
    said: dict[str, object] = json.loads(succeed(installation.python("-c", WHAT_IS_THERE)).splitlines()[-1])
    return said
