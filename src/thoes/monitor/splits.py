"""By what the people of a figure are divided. Each says what its values mean and what it is not."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import Any

from django.utils.translation import gettext_lazy as _

from thoes.housing.public import SiteKind
from thoes.kernel.yaml_text import read_yaml
from thoes.places.public import ProviderKind, Sector


class Moves(StrEnum):
    """How who came and went is divided by a split, and so which sums hold.

    `PERSON`: a person always has one value. `STAY`: a stay has one; who moves to a stay with another one left the first group
    and came to the second, though not to the area. `NIGHT`: the value on the last night of the month counts for all of it.
    """

    NEVER = "never"
    PERSON = "person"
    STAY = "stay"
    NIGHT = "night"


@dataclass(frozen=True, slots=True, kw_only=True)
class Split:
    """A division in which everybody has one value in a night; `moves` says whether and how moves are divided by it."""

    key: str
    name: Any
    values: Mapping[str, Any]
    source: Any
    is_not: Any
    moves: Moves = Moves.NEVER

    @property
    def of_moves(self) -> bool:
        """Whether those who came and went are divided by it too."""
        return self.moves is not Moves.NEVER


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
    moves=Moves.PERSON,
)
KIND_OF_STAY = Split(
    key="stay",
    name=_("Kind of stay"),
    values={"short": _("short"), "mid": _("mid"), "long": _("long")},
    source=_("How long somebody has been in beds of Thoes up to that night; the limits stand in the rule book"),
    is_not=_(
        "Not how long somebody will stay in the end. Who was here before the register began seems to have been here shorter."
    ),
    moves=Moves.NIGHT,
)
REGISTRATION = Split(
    key="registration",
    name=_("Registered in the BRP"),
    values={"registered": _("registered as a resident"), UNKNOWN: _("not known")},
    source=_("The match with the BRP, where a municipality made one"),
    is_not=_("Who is not known to be registered need not be unregistered: no match was made, or it found nobody."),
    moves=Moves.NIGHT,
)
HOUSING = Split(
    key="housing",
    name=_("Kind of housing"),
    values={**{kind.value: kind.label for kind in SiteKind}, UNKNOWN: _("not known")},
    source=_("What the housing provider or the municipality filled in of the site"),
    is_not=_("Not who offers the bed: that is the kind of housing provider."),
)
OTHER_SECTOR = "other"
# The sections in which nearly everybody works who is counted here; the others are too small to be shown by themselves.
_SECTORS_SHOWN = (Sector.A, Sector.C, Sector.F, Sector.G, Sector.H, Sector.I, Sector.N)
SECTOR = Split(
    key="sector",
    name=_("Sector of the employer"),
    values={
        **{sector.value: sector.label for sector in _SECTORS_SHOWN},
        OTHER_SECTOR: _("another sector"),
        UNKNOWN: _("not known"),
    },
    source=_(
        "What was said of the employer of a stay (sections of SBI 2008 of CBS), where the municipality asks for whom"
    ),
    is_not=_(
        "Not the work that somebody does: who works through an agency counts at the agency. Where no employer was asked, or "
        "nobody said its sector, it is not known."
    ),
    moves=Moves.STAY,
)
PROVIDER = Split(
    key="provider",
    name=_("Kind of housing provider"),
    values={**{kind.value: kind.label for kind in ProviderKind}, UNKNOWN: _("not known")},
    source=_("What was said of the housing provider of the site"),
    is_not=_("Not who owns the building, and not for whom somebody works."),
    moves=Moves.STAY,
)
SPLITS = (NATIONALITY, KIND_OF_STAY, REGISTRATION, HOUSING, SECTOR, PROVIDER)


def split_named(key: str) -> Split | None:
    """The split with this key."""
    return next((split for split in SPLITS if split.key == key), None)


@cache
def nationality_group(code: str) -> str:
    """The value of `NATIONALITY` for the code of a nationality; "" is not known."""
    groups = read_yaml((files("thoes.monitor") / "data" / "nationality_groups.yaml").read_text("utf-8"))
    if not code:
        return UNKNOWN
    if code in groups["alone"]:
        return code
    return "eu_efta" if code in groups["eu_efta"] else "other"
