"""Whom a path sends somebody to: names and ways to reach them that an article of the guide gives as well."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files

from thoes.kernel.yaml_text import read_yaml


@dataclass(frozen=True, slots=True)
class Helper:
    """Somebody who helps; `article` has the same link or number with its source, else `seen_on` is when the page was read."""

    key: str
    name: str
    link: str
    article: str | None = None
    seen_on: date | None = None


@cache
def helpers() -> Mapping[str, Helper]:
    """All of them by their key; read once per process."""
    read = read_yaml(files("thoes.guide").joinpath("paths", "helpers.yaml").read_text(encoding="utf-8"))
    return {key: Helper(key, **raw) for key, raw in read.items()}
