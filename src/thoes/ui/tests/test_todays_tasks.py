"""What waits for somebody today: whose, in which order, how many."""

from contextlib import nullcontext
from datetime import date

import pytest

from thoes.ui import todays_tasks
from thoes.ui.todays_tasks import Counts, Task, tasks_for


class _Clerk:
    def may(self, permission: str) -> bool:
        return permission != "forbidden"


def _shown(monkeypatch: pytest.MonkeyPatch, *counts: Counts) -> list[str]:
    monkeypatch.setattr(todays_tasks, "declared_counts", lambda: counts)
    return [
        task.says for task in tasks_for(_Clerk(), on=date(2026, 5, 1), as_tenant=lambda actor, purpose: nullcontext())
    ]


def _counts(order: int, *numbers: int, needs: str = "see") -> Counts:
    return Counts(
        needs, None, lambda actor, on: [Task(n, f"{order}.{place}", "/") for place, n in enumerate(numbers)], order
    )


def test_the_most_pressing_of_each_kind_comes_first_and_three_are_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    assert _shown(monkeypatch, _counts(2, 1, 1), _counts(1, 1, 1)) == ["1.0", "2.0", "1.1"]


def test_where_work_waits_comes_before_where_none_does(monkeypatch: pytest.MonkeyPatch) -> None:
    assert _shown(monkeypatch, _counts(1, 0, 4), _counts(2, 7)) == ["2.0", "1.1", "1.0"]


def test_nobody_gets_what_the_role_may_not_see(monkeypatch: pytest.MonkeyPatch) -> None:
    assert _shown(monkeypatch, _counts(1, 3, needs="forbidden"), _counts(2, 1)) == ["2.0"]
