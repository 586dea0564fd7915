"""The door of `places`."""

from thoes.places.boundaries import load_boundaries
from thoes.places.limburg import ensure_limburg
from thoes.places.map_drawing import map_of
from thoes.places.models import (
    LocalField,
    LocalFieldsDecision,
    Municipality,
    Organisation,
    OrganisationKind,
    ProviderKind,
    Region,
    Sector,
)
from thoes.places.permissions import SET_LOCAL_FIELDS
from thoes.places.queries import (
    areas_of_region,
    is_municipality,
    municipal_controllers,
    municipality_names,
    organisation_names,
    provider_names,
)
from thoes.places.services import describe_organisation
