"""The changelog of the figures: what changed in what is published, when and why.

Months are added and never replaced, so there is no entry that takes a number back. The last night, which is counted anew every
night, is no change.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

from django.db.models import TextChoices
from django.utils.formats import date_format
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from thoes.monitor.indicators import all_indicators
from thoes.monitor.published import day_of, publications_with_months
from thoes.rules.loading import Text, read_checked_yaml, read_text


class ChangeKind(TextChoices):
    """What kind of thing changed."""

    MONTHS = "months", gettext_lazy("Months added")
    DEFINITION = "definition", gettext_lazy("Definition changed")
    FILES = "files", gettext_lazy("Files changed")


Words = Callable[[], str]
"""Words in the language that is spoken when they are asked for."""


@dataclass(frozen=True, slots=True)
class Change:
    """One line; `months` are the last nights of the months that were added."""

    on: date
    kind: ChangeKind
    what: Words
    why: Words
    months: tuple[date, ...] = ()


def changes(*, until: date | None = None) -> list[Change]:
    """Everything that changed, the latest first; up to and including a day, or all."""
    found = [each for each in (*_months(), *_definitions(), *_files()) if until is None or each.on <= until]
    return sorted(found, key=lambda each: each.on, reverse=True)


def _months() -> list[Change]:
    return [
        Change(
            day_of(each),
            ChangeKind.MONTHS,
            lambda months=tuple(each.months): _says_months(months),  # type: ignore[misc]
            lambda: _("These months are over. A month is counted once and stays as it was published."),
            tuple(each.months),
        )
        for each in publications_with_months()
    ]


def _says_months(months: tuple[date, ...]) -> str:
    names = ", ".join(date_format(month, "F Y") for month in months)
    return _("Added: %(months)s. How long people stay was worked out anew.") % {"months": names}


def _definitions() -> list[Change]:
    return [
        Change(each.since, ChangeKind.DEFINITION, _renewed(each.name, each.version), lambda why=each.changed: str(why))  # type: ignore[misc]
        for indicator in all_indicators()
        for each in indicator.versions()
        if each.before is not None
    ]


def _renewed(name: Any, version: int) -> Words:
    return lambda: _("%(name)s: definition %(version)s") % {"name": name, "version": version}


@cache
def _files() -> tuple[Change, ...]:
    folder = files("thoes.monitor") / "data"
    raw = read_checked_yaml(folder / "file_changes.yaml", folder / "file_changes.schema.json")
    return tuple(
        Change(
            date.fromisoformat(each["on"]),
            ChangeKind.FILES,
            _said(read_text(each["what"])),
            _said(read_text(each["why"])),
        )
        for each in raw["changes"]
    )


def _said(text: Text) -> Words:
    return lambda: text.nl if get_language() == "nl" else text.en
