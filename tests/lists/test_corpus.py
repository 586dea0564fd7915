"""A corpus of lists as people really make them: each goes over the page and over the terminal, and comes out as written.

`outcomes.yaml` says of each file what goes in, what comes back, what is said and what is asked.
"""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone, translation

from tests.lists.made_files import MADE
from thoes.cli.import_list import import_list
from thoes.imports.vocabulary import VOCABULARY
from thoes.intake import background
from thoes.intake.models import Run, RunStatus
from thoes.intake.texts import questions_of, said_of_file
from thoes.kernel.stored_facts import restored
from thoes.register.models import CURRENT, Stay

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

_HERE = Path(__file__).parent
_FILES = sorted(path.name for path in (_HERE / "files").iterdir()) + sorted(MADE)
OUTCOMES: dict[str, dict[str, Any]] = yaml.safe_load((_HERE / "outcomes.yaml").read_text("utf-8"))
# A list is read as if on this day.
AT = datetime(2026, 11, 29, 12, tzinfo=UTC)


def test_every_file_has_an_outcome_and_every_outcome_a_file() -> None:
    assert sorted(OUTCOMES) == sorted(_FILES)
    assert len(_FILES) >= 120


@pytest.mark.parametrize("name", _FILES)
def test_a_list_comes_to_what_is_written_of_it(
    name, corpus, alice, site, logged_in, settings, tmp_path, monkeypatch
) -> None:
    settings.MEDIA_ROOT = tmp_path
    monkeypatch.setattr(timezone, "now", lambda: AT)
    expected = OUTCOMES[name]
    client = logged_in(alice)
    if before := expected.get("after"):
        over_the_page(client, site, corpus / before)
        known = set(Stay.objects.values_list("pk", flat=True))
    else:
        known = set()

    terminal = over_the_terminal(site, corpus / name)
    page = over_the_page(client, site, corpus / name)

    assert {key: page.get(key) for key in terminal} == terminal
    assert outcome(page, known) == {key: said for key, said in expected.items() if key not in ("about", "after")}


def over_the_page(client: Any, site: Any, path: Path) -> dict[str, Any]:
    """Hand a file in, look at what it says, and take it in."""
    client.post(reverse("stay-lists:runs"), {"file": SimpleUploadedFile(path.name, path.read_bytes()), "site": site.pk})
    run = Run.objects.exclude(status=RunStatus.DONE).get()
    background.check(run.pk, at=AT)
    run.refresh_from_db()
    if run.status != RunStatus.READ:
        # Where the terminal refuses, the page asks what the columns hold.
        asked = any(sheet["asked"] for sheet in run.sheets)
        return {"error": run.refusal_code or ("columns_with_dates" if asked else "columns_missing")}
    with translation.override("nl"):
        notices = [(notice["code"], restored(notice["facts"])) for notice in run.notices]
        said = {
            "accepted": run.accepted,
            "unchanged": run.unchanged,
            "back": _back([(line.line, p["code"]) for line in run.rejected_lines.all() for p in line.problems]),
            "texts": said_of_file(notices, run.left_out, VOCABULARY.names),
            "asked": [question["key"] for question in questions_of(run)],
        }
    client.post(reverse("stay-lists:take-in", args=[run.pk]))
    background.carry_on(run.pk, at=AT)
    run.refresh_from_db()
    assert run.status == RunStatus.DONE
    assert (run.accepted, run.unchanged) == (said["accepted"], said["unchanged"])
    return {**said, "notices": notices, "open": [q["key"] for q in run.questions if not q["usual"]]}


def over_the_terminal(site: Any, path: Path) -> dict[str, Any]:
    """What `thoes import --dry-run` says of a file."""
    answer = CliRunner().invoke(import_list, [str(path), "--site", site.code, "--format", "json", "--dry-run"])
    said = json.loads(answer.stdout)
    if "error" in said:
        return {"error": said["error"]["code"]}
    return {
        "accepted": said["accepted"],
        "unchanged": said["unchanged"],
        "back": _back([(line["line"], line["code"]) for line in said["rejected"]]),
        "texts": said["notices"],
        "asked": [question["key"] for question in said["questions"]],
    }


def _back(problems: list[tuple[int, str]]) -> dict[int, str]:
    found: dict[int, list[str]] = {}
    for line, code in sorted(problems):
        found.setdefault(line, []).append(code)
    return {line: ", ".join(codes) for line, codes in found.items()}


def outcome(page: dict[str, Any], known: set[Any]) -> dict[str, Any]:
    """What came of a file, as `outcomes.yaml` writes it; what is empty is left out."""
    if "error" in page:
        return {"error": page["error"]}
    stays = Stay.objects.filter(CURRENT).exclude(pk__in=known).select_related("worker", "bed__unit")
    found = {
        "stays": sorted(_stay(stay) for stay in stays),
        "unchanged": page["unchanged"],
        "back": page["back"],
        "said": [_said(code, facts) for code, facts in page["notices"]],
        "asked": page["open"],
    }
    return {key: value for key, value in found.items() if value}


def _stay(stay: Stay) -> str:
    """Who | arrival | departure | room and bed | what else is known, and "?" for a day that is not."""
    worker = stay.worker
    parts = [
        ", ".join(filter(None, (worker.family_name, worker.given_name))),
        stay.arrival.isoformat(),
        stay.departure.isoformat() if stay.departure else "?",
        f"{stay.bed.unit.name}-{stay.bed.name}",
    ]
    details = [
        worker.date_of_birth and worker.date_of_birth.isoformat(), worker.nationality, worker.document_kind,
        worker.document_number, worker.residence, stay.expected_departure and f"until {stay.expected_departure}",
    ]  # fmt: skip
    return " | ".join([*parts, *filter(None, details)])


def _said(code: str, facts: dict[str, Any]) -> str:
    """A notice with the lines, the column or the word that it is about."""
    about = facts.get("lines") or facts.get("column") or facts.get("line") or facts.get("family_first") or ""
    word = f" {facts['text']}" if "text" in facts else ""
    return f"{code} {about}{word}".strip()
