"""Who keeps the guide: its Dutch text, its translations, the pages of an organisation itself, and what readers say."""

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from thoes.accounts.public import ADMINISTRATOR, PROVINCE_ADMINISTRATOR
from thoes.foundation.modules import Permission, Purpose, Role

# Nobody is looked at but who wrote something.
KEEP_GUIDE = Purpose(
    "keep_guide",
    _("Keep the guide for workers right and readable"),
    legal_ground="AVG art. 6 lid 1 e en f",
    controllers=("province", "municipality", "housing_provider", "employer"),
    is_shared=False,
)

# The shared guide is of all Limburg, so only the province gives these roles.
STEUNPUNT = Role("steunpunt", _("Support point: keeper of the guide"), kinds=("province",))
REVIEWERS: Mapping[str, Role] = {
    "en": Role("guide_reviewer_en", _("Reviewer of the guide in English"), kinds=("province",)),
    "pl": Role("guide_reviewer_pl", _("Reviewer of the guide in Polish"), kinds=("province",)),
    "ro": Role("guide_reviewer_ro", _("Reviewer of the guide in Romanian"), kinds=("province",)),
    "bg": Role("guide_reviewer_bg", _("Reviewer of the guide in Bulgarian"), kinds=("province",)),
    "de": Role("guide_reviewer_de", _("Reviewer of the guide in German"), kinds=("province",)),
    "hu": Role("guide_reviewer_hu", _("Reviewer of the guide in Hungarian"), kinds=("province",)),
    "uk": Role("guide_reviewer_uk", _("Reviewer of the guide in Ukrainian"), kinds=("province",)),
    "es": Role("guide_reviewer_es", _("Reviewer of the guide in Spanish"), kinds=("province",)),
}
"""Who reads the translations in a language, by its code. One person may have several of these."""

LOCAL_EDITOR = Role(
    "guide_local_editor",
    _("Editor of our own pages in the guide"),
    kinds=("municipality", "housing_provider", "employer"),
)

SEE_GUIDE_WORK = Permission(
    "see_guide_work",
    _("see how the articles of the guide and their translations stand"),
    roles=(STEUNPUNT, *REVIEWERS.values()),
    looks_for=(KEEP_GUIDE,),
)
WRITE: Mapping[str, Permission] = {
    "nl": Permission(
        "write_guide_nl", _("change the Dutch text of the guide"), roles=(STEUNPUNT,), looks_for=(KEEP_GUIDE,)
    ),
    "en": Permission(
        "write_guide_en", _("review the guide in English"), roles=(REVIEWERS["en"],), looks_for=(KEEP_GUIDE,)
    ),
    "pl": Permission(
        "write_guide_pl", _("review the guide in Polish"), roles=(REVIEWERS["pl"],), looks_for=(KEEP_GUIDE,)
    ),
    "ro": Permission(
        "write_guide_ro", _("review the guide in Romanian"), roles=(REVIEWERS["ro"],), looks_for=(KEEP_GUIDE,)
    ),
    "bg": Permission(
        "write_guide_bg", _("review the guide in Bulgarian"), roles=(REVIEWERS["bg"],), looks_for=(KEEP_GUIDE,)
    ),
    "de": Permission(
        "write_guide_de", _("review the guide in German"), roles=(REVIEWERS["de"],), looks_for=(KEEP_GUIDE,)
    ),
    "hu": Permission(
        "write_guide_hu", _("review the guide in Hungarian"), roles=(REVIEWERS["hu"],), looks_for=(KEEP_GUIDE,)
    ),
    "uk": Permission(
        "write_guide_uk", _("review the guide in Ukrainian"), roles=(REVIEWERS["uk"],), looks_for=(KEEP_GUIDE,)
    ),
    "es": Permission(
        "write_guide_es", _("review the guide in Spanish"), roles=(REVIEWERS["es"],), looks_for=(KEEP_GUIDE,)
    ),
}
"""Who writes the text of a language: the Dutch source, or a translation of it."""

WRITE_OWN_PAGES = Permission(
    "write_own_guide_pages",
    _("write pages of our own organisation in the guide"),
    roles=(LOCAL_EDITOR,),
    looks_for=(KEEP_GUIDE,),
)

READ_FEEDBACK = Permission(
    "read_guide_feedback",
    _("read what readers say of the guide, without knowing who"),
    roles=(ADMINISTRATOR, PROVINCE_ADMINISTRATOR, STEUNPUNT, *REVIEWERS.values()),
)
