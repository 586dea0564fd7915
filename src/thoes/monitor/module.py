"""What `monitor` says of itself. No table of it holds a person."""

from django.utils.translation import gettext_lazy as _

from thoes.foundation.modules import (
    Also,
    MenuItem,
    Module,
    NoPerson,
    RowPolicy,
    everyone,
    own_organisation,
    where,
)
from thoes.intake.public import RejectedLine, RememberedColumns, Run
from thoes.monitor.method_texts import METHOD_REFUSAL_TEXTS
from thoes.monitor.models import (
    Publication,
    PublishedCount,
    PublishedShare,
    QuotedFigure,
    QuotedVersion,
    SavedScenario,
)
from thoes.monitor.permissions import TAKE_IN_FIGURES, USE_MONITOR
from thoes.monitor.quoted.texts import QUOTED_TEXTS
from thoes.monitor.texts import REFUSAL_TEXTS

_OWN = own_organisation()

MODULE = Module(
    name="monitor",
    permissions=(USE_MONITOR, TAKE_IN_FIGURES),
    menu=(
        MenuItem(_("Monitor"), "monitor:start", USE_MONITOR, order=37, icon="list"),
        MenuItem(_("Figures of others"), "figures-of-others:runs", TAKE_IN_FIGURES, order=38, icon="upload"),
    ),
    without_people=(
        NoPerson(Publication, "when was counted"),
        NoPerson(PublishedCount, "numbers that everybody may read"),
        NoPerson(PublishedShare, "shares that everybody may read"),
        NoPerson(
            SavedScenario,
            "assumptions of an organisation",
            RowPolicy(_OWN, _OWN, "The organisation that saved it: its plans are nobody else's business"),
        ),
        NoPerson(
            QuotedVersion,
            "a source of figures that everybody may read",
            RowPolicy(everyone(), _OWN, "Everybody reads them; the organisation that took them in takes them back"),
        ),
        NoPerson(
            QuotedFigure,
            "figures of others that everybody may read",
            RowPolicy(
                everyone(),
                where("version_id", QuotedVersion._meta.db_table, _OWN),
                "Everybody reads them; the organisation that took them in takes them back",
            ),
        ),
    ),
    also=tuple(Also(table, seen_with=(TAKE_IN_FIGURES,)) for table in (Run, RejectedLine, RememberedColumns)),
    named=("scenario", "version"),
    refusals={**REFUSAL_TEXTS, **METHOD_REFUSAL_TEXTS, **QUOTED_TEXTS},
)
