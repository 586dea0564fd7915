"""What `places` says of itself."""

from django.utils.translation import gettext_lazy as _

from thoes.accounts.public import STAFF
from thoes.foundation.modules import MenuItem, Module, NoPerson, Table
from thoes.places.models import Boundary, LocalFieldsDecision, Municipality, Organisation, Region
from thoes.places.permissions import DESCRIBE_ORGANISATIONS, SET_LOCAL_FIELDS
from thoes.places.texts import REFUSAL_TEXTS

_TABLES = (
    Table(
        LocalFieldsDecision,
        _("Which extra fields a municipality asks for, and on what ground"),
        subjects=(STAFF,),
        origin=_("The municipality"),
        seen_with=(SET_LOCAL_FIELDS,),
    ),
)


MODULE = Module(
    name="places",
    permissions=(SET_LOCAL_FIELDS, DESCRIBE_ORGANISATIONS),
    menu=(
        MenuItem(_("Extra fields"), "places:local-fields", SET_LOCAL_FIELDS, order=20, icon="edit"),
        MenuItem(_("Sectors"), "places:organisations", DESCRIBE_ORGANISATIONS, order=42, icon="edit"),
    ),
    tables=_TABLES,
    without_people=(
        NoPerson(Region, "a region"),
        NoPerson(Boundary, "the outline of a municipality"),
        NoPerson(Municipality, "a municipality"),
        NoPerson(Organisation, "an organisation"),
    ),
    refusals=REFUSAL_TEXTS,
)
