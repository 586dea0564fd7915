"""What `occupancy` says of itself."""

from django.utils.translation import gettext_lazy as _

from thoes.foundation.modules import MenuItem, Module
from thoes.housing.public import SEE_HOUSING

MODULE = Module(
    name="occupancy",
    menu=(MenuItem(_("Norms"), "occupancy:norms", SEE_HOUSING, order=31, icon="people"),),
)
