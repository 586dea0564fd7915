"""What kinds and states are called on the pages of who keeps the contacts, and the sentences of refusals."""

from django.utils.translation import gettext_lazy as _

from thoes.contacts.domain.listing import HelperKind, OnHolidays
from thoes.contacts.domain.states import CheckState

KINDS = {
    HelperKind.EMERGENCY: _("Emergency and safety"),
    HelperKind.SHELTER: _("Shelter and food"),
    HelperKind.DOCTOR: _("Doctors and hospitals"),
    HelperKind.MUNICIPALITY: _("Municipality"),
    HelperKind.RNI: _("RNI desk"),
    HelperKind.INFORMATION: _("Information point"),
    HelperKind.LEGAL: _("Legal help"),
    HelperKind.UNION: _("Trade union"),
    HelperKind.LANGUAGE: _("Learning the language"),
    HelperKind.AUTHORITY: _("Government office"),
    HelperKind.EMBASSY: _("Embassy or consulate"),
}

STATES = {
    CheckState.CONTRADICTED: ("warning", _("Two answers")),
    CheckState.OVERDUE: ("warning", _("Check again")),
    CheckState.UNCHECKED: ("neutral", _("Not checked yet")),
    CheckState.CHECKED: ("ok", _("Checked")),
}
GONE = ("neutral", _("Does not exist"))

ON_HOLIDAYS = {
    OnHolidays.UNKNOWN: _("Not known"),
    OnHolidays.CLOSED: _("Closed on holidays"),
    OnHolidays.AS_USUAL: _("Open as on other days"),
    OnHolidays.AS_SUNDAY: _("Open as on a Sunday"),
}

PARTS = {
    "name": _("Name"),
    "kind": _("Kind"),
    "municipality": _("Kept by"),
    "serves": _("For people in"),
    "says_nl": _("What it is for, in Dutch"),
    "says_en": _("What it is for, in English"),
    "phones": _("Telephone"),
    "email": _("E-mail address"),
    "website": _("Website"),
    "place": _("Address"),
    "hours": _("Opening hours"),
    "other_days": _("Days with other hours"),
    "on_holidays": _("On holidays"),
    "only_by_appointment": _("Only by appointment"),
    "languages": _("Languages spoken"),
    "source": _("Official page"),
}

REFUSAL_TEXTS = {
    "contact_not_yours": _("This contact is not kept by your organisation. Ask the province to change it."),
    "contact_of_another_municipality": _("You keep the contacts of your own municipality. Choose that one."),
    "contact_without_official_source": _(
        "Fill in the page of the organisation itself, or of another public body, and tick that it is official. Nobody may "
        "find a contact that no official page names."
    ),
    "contact_columns_missing": _(
        "We find no column with names and how to reach them. Put column names above the list, such as naam and telefoon."
    ),
    "contact_name_missing": _("Fill in the name of the organisation or desk."),
    "contact_kind_missing": _("We do not have this contact yet. Fill in its kind, for example taalpunt or vakbond."),
    "contact_kind_unknown": _("We do not know this kind. Write for example taalpunt, vakbond, rechtshulp or opvang."),
    "contact_municipality_unknown": _(
        "We know no municipality of Limburg with this name. Write it as the municipality does."
    ),
    "contact_part_unreadable": _("We do not understand this. Write it as in the example."),
    "contacts_of_one_name": _("There are several contacts with this name. Change them on their own pages."),
    "people_not_read": _("Column %(column)s has names of people. It is not read and not kept."),
    "proposal_decided": _("Somebody decided on this proposal meanwhile. Look at the contact again."),
    "name_without_agreement": _(
        "Ask this person first whether the name may be shown, and fill in on which day that was agreed."
    ),
}
