"""What `monitor` says of itself. No table of it holds a person."""

from django.utils.translation import gettext_lazy as _

from thoes.foundation.modules import MenuItem, Module, NoPerson
from thoes.monitor.method_texts import METHOD_REFUSAL_TEXTS
from thoes.monitor.models import Publication, PublishedCount, PublishedShare, SavedScenario
from thoes.monitor.permissions import USE_MONITOR
from thoes.monitor.texts import REFUSAL_TEXTS

MODULE = Module(
    name="monitor",
    permissions=(USE_MONITOR,),
    menu=(MenuItem(_("Monitor"), "monitor:start", USE_MONITOR, order=37, icon="list"),),
    without_people=(
        NoPerson(Publication, "when was counted"),
        NoPerson(PublishedCount, "numbers that everybody may read"),
        NoPerson(PublishedShare, "shares that everybody may read"),
        NoPerson(SavedScenario, "assumptions of an organisation"),
    ),
    named=("scenario",),
    refusals={**REFUSAL_TEXTS, **METHOD_REFUSAL_TEXTS},
)
