"""The door of `places`."""

from thoes.places.models import LocalField, Municipality, Organisation, OrganisationKind, Region

__all__ = ["LocalField", "Municipality", "Organisation", "OrganisationKind", "Region"]
