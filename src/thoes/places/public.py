"""The door of `places`."""

from thoes.places.limburg import ensure_limburg
from thoes.places.models import LocalField, Municipality, Organisation, OrganisationKind, Region

__all__ = ["LocalField", "Municipality", "Organisation", "OrganisationKind", "Region", "ensure_limburg"]
