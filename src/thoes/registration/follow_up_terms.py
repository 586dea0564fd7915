"""The terms of the follow-up, read from `follow_up_terms.yaml`."""

from datetime import date, timedelta
from functools import cache
from importlib.resources import files
from typing import Any

from thoes.kernel.yaml_text import read_yaml
from thoes.registration.domain.follow_up import State, Terms


@cache
def _read() -> dict[str, Any]:
    read = read_yaml(files("thoes.registration").joinpath("follow_up_terms.yaml").read_text(encoding="utf-8"))
    return dict(read)


@cache
def follow_up_terms() -> Terms:
    """The days after which each state comes back; every state must have some."""
    read = _read()
    days = {State(name): int(value) for name, value in read["days"].items()}
    if set(days) != set(State) or min(days.values()) < 1:
        raise ValueError("follow_up_terms.yaml must give every state at least one day")
    return Terms(days)


def report_comes_back(*, on: date) -> date:
    """When the desk looks (again) at an answer that a labour supplier says is wrong."""
    return on + timedelta(days=int(_read()["answer_report_days"]))
