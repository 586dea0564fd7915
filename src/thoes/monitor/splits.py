"""By what the people of a figure are divided. Each says what its values mean and what it is not."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import yaml
from django.utils.translation import gettext_lazy as _

from thoes.housing.public import SiteKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Split:
    """A division in which everybody has one value. With `of_moves` those who came and went are divided by it too.

    That is only for what stays the same of a person: who moves to another kind of housing neither came nor went.
    """

    key: str
    name: Any
    values: Mapping[str, Any]
    source: Any
    is_not: Any
    of_moves: bool = False


UNKNOWN = "unknown"

NATIONALITY = Split(
    key="nationality",
    name=_("Nationality"),
    values={
        "PL": _("Polish"),
        "RO": _("Romanian"),
        "BG": _("Bulgarian"),
        "eu_efta": _("other EU or EFTA"),
        "other": _("other nationality"),
        UNKNOWN: _("not known"),
    },
    source=_("The night register, in municipalities that ask the nationality on a ground of their own"),
    is_not=_(
        "Not the country somebody was born in. Where the nationality is not asked, or was erased, it is not known."
    ),
    of_moves=True,
)
KIND_OF_STAY = Split(
    key="stay",
    name=_("Kind of stay"),
    values={"short": _("short"), "mid": _("mid"), "long": _("long")},
    source=_("How long somebody has been in beds of Thoes up to that night; the limits stand in the rule book"),
    is_not=_(
        "Not how long somebody will stay in the end. Who was here before the register began seems to have been here shorter."
    ),
)
REGISTRATION = Split(
    key="registration",
    name=_("Registered in the BRP"),
    values={"registered": _("registered as a resident"), UNKNOWN: _("not known")},
    source=_("The match with the BRP, where a municipality made one"),
    is_not=_("Who is not known to be registered need not be unregistered: no match was made, or it found nobody."),
)
HOUSING = Split(
    key="housing",
    name=_("Kind of housing"),
    values={**{kind.value: kind.label for kind in SiteKind}, UNKNOWN: _("not known")},
    source=_("What the housing provider or the municipality filled in of the site"),
    is_not=_("Not who offers the bed: of a housing provider Thoes does not keep what kind it is."),
)
SPLITS = (NATIONALITY, KIND_OF_STAY, REGISTRATION, HOUSING)


def split_named(key: str) -> Split | None:
    """The split with this key."""
    return next((split for split in SPLITS if split.key == key), None)


@cache
def nationality_group(code: str) -> str:
    """The value of `NATIONALITY` for the code of a nationality; "" is not known."""
    groups = yaml.safe_load((files("thoes.monitor") / "data" / "nationality_groups.yaml").read_text("utf-8"))
    if not code:
        return UNKNOWN
    if code in groups["alone"]:
        return code
    return "eu_efta" if code in groups["eu_efta"] else "other"
