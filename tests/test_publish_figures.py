"""`thoes publish-figures` counts what the nightly job would count."""

import pytest
from click.testing import CliRunner
from django.utils import timezone

from thoes.cli.publish_figures import publish_figures
from thoes.monitor.models import Publication, PublishedCount, Why
from thoes.monitor.tests.some_limburg import AT, NIGHT, fill

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def test_the_command_counts_and_says_what_it_published(monkeypatch) -> None:
    fill(seed=6, people=30)
    monkeypatch.setattr(timezone, "now", lambda: AT)

    answer = CliRunner().invoke(publish_figures)

    assert answer.exit_code == 0
    assert (Publication.objects.get().night, Publication.objects.get().why) == (NIGHT, Why.ASKED)
    assert PublishedCount.objects.filter(period=NIGHT).exists()
