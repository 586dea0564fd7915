"""What `monitor` says of itself. No table of it holds a person."""

from django.utils.translation import gettext_lazy as _

from thoes.foundation.modules import MenuItem, Module
from thoes.monitor.permissions import USE_MONITOR

MODULE = Module(
    name="monitor",
    permissions=(USE_MONITOR,),
    menu=(MenuItem(_("Monitor"), "monitor:start", USE_MONITOR, order=37, icon="list"),),
)
