"""The door of `privacy`."""

from thoes.privacy.context import across_borders, see_nobody_by_default, seen_by
from thoes.privacy.purposes import PURPOSES, Purpose
from thoes.privacy.row_security import OWN_ORGANISATION, OWN_TERRITORY, PURPOSE, RowPolicy, protect
from thoes.privacy.services import record_looks

__all__ = [
    "OWN_ORGANISATION", "OWN_TERRITORY", "PURPOSE", "PURPOSES", "Purpose", "RowPolicy", "across_borders", "protect",
    "record_looks", "see_nobody_by_default", "seen_by",
]  # fmt: skip
