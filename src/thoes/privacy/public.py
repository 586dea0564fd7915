"""The door of `privacy`."""

from thoes.privacy.purposes import PURPOSES, Purpose
from thoes.privacy.services import record_looks

__all__ = ["PURPOSES", "Purpose", "record_looks"]
