"""The terms of the follow-up, read from `follow_up_terms.yaml`."""

from functools import cache
from importlib.resources import files

import yaml

from thoes.registration.domain.follow_up import State, Terms


@cache
def follow_up_terms() -> Terms:
    """The days after which each state comes back; every state must have some."""
    read = yaml.safe_load(files("thoes.registration").joinpath("follow_up_terms.yaml").read_text(encoding="utf-8"))
    days = {State(name): int(value) for name, value in read["days"].items()}
    if set(days) != set(State) or min(days.values()) < 1:
        raise ValueError("follow_up_terms.yaml must give every state at least one day")
    return Terms(days)
