"""What `monitor` says of itself. No table of it holds a person; lists of people that are linked are files of `intake`."""

from django.utils.translation import gettext_lazy as _

from thoes.foundation.modules import (
    Also,
    MenuItem,
    Module,
    NoPerson,
    RowPolicy,
    all_of,
    among,
    any_of,
    everyone,
    not_acting_kind,
    own_organisation,
    purpose_is,
    where,
)
from thoes.intake.public import RejectedLine, RememberedColumns, Run
from thoes.monitor.linkage.texts import LINKAGE_TEXTS
from thoes.monitor.method_texts import METHOD_REFUSAL_TEXTS
from thoes.monitor.models import (
    ListLinkage,
    Publication,
    PublishedCount,
    PublishedShare,
    QuotedFigure,
    QuotedVersion,
    SavedScenario,
)
from thoes.monitor.permissions import LINK_LISTS, REGION_ADVISER, TAKE_IN_FIGURES, USE_MONITOR
from thoes.monitor.quoted.texts import QUOTED_TEXTS
from thoes.monitor.texts import REFUSAL_TEXTS
from thoes.places.public import Municipality, Organisation
from thoes.privacy.public import ESTIMATE_UNSEEN

_OWN = own_organisation()
_REGION = among("region_id", Organisation._meta.db_table, "region_id", own_organisation("id"))
_IN_OWN_REGION = any_of(
    not_acting_kind("region"),
    among("area", Organisation._meta.db_table, "region_id", own_organisation("id")),
    among("area", Municipality._meta.db_table, "code", _REGION),
)

MODULE = Module(
    name="monitor",
    roles=(REGION_ADVISER,),
    permissions=(USE_MONITOR, TAKE_IN_FIGURES, LINK_LISTS),
    purposes=(ESTIMATE_UNSEEN,),
    menu=(
        MenuItem(_("Monitor"), "monitor:start", USE_MONITOR, order=37, icon="list"),
        MenuItem(_("Figures of others"), "figures-of-others:runs", TAKE_IN_FIGURES, order=38, icon="upload"),
        MenuItem(_("Link lists"), "monitor:linkages", LINK_LISTS, order=39, icon="list"),
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
            ListLinkage,
            "how many people stand in which lists, and what they were linked for",
            RowPolicy(
                all_of(_OWN, purpose_is(ESTIMATE_UNSEEN)),
                all_of(_OWN, purpose_is(ESTIMATE_UNSEEN)),
                "The organisation that linked the lists, for the purpose of estimating: its counts are exact",
            ),
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
                all_of(where("version_id", QuotedVersion._meta.db_table, _OWN), _IN_OWN_REGION),
                "Everybody reads them; the organisation that took them in takes them back, a region those of its own area",
            ),
        ),
    ),
    also=tuple(
        Also(table, purposes=(ESTIMATE_UNSEEN,), seen_with=(TAKE_IN_FIGURES, LINK_LISTS))
        for table in (Run, RejectedLine, RememberedColumns)
    ),
    named=("scenario", "version", "linkage"),
    refusals={**REFUSAL_TEXTS, **METHOD_REFUSAL_TEXTS, **QUOTED_TEXTS, **LINKAGE_TEXTS},
)
