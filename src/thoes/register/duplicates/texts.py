"""What is said about two workers who may be one person: the hints, and what is refused."""

from django.utils.translation import gettext_lazy as _

from thoes.register.duplicates.domain import Hint

HINT_WORDS = {
    Hint.SAME_NAME: _("The names are the same."),
    Hint.NAMES_SWAPPED: _("Given name and family name may have changed places."),
    Hint.ACCENTS: _("The same name with other accents or signs."),
    Hint.OTHER_ALPHABET: _("The same name in another alphabet."),
    Hint.SPELLING: _("The names differ by a letter or two."),
    Hint.TRANSCRIBED: _("The same name spelled in another way."),
    Hint.INITIALS: _("One of the two has an initial where the other has a name."),
    Hint.EXTRA_NAME: _("One of the two has an extra name."),
    Hint.BIRTH_DATE_SAME: _("Born on the same day."),
    Hint.BIRTH_DATE_ONE_DAY_OFF: _("The birth dates are one day apart."),
    Hint.BIRTH_DATE_SWAPPED: _("Day and month of birth may have changed places."),
    Hint.BIRTH_DATE_MISSING: _("A birth date is missing, so this is less certain."),
    Hint.SAME_RESIDENCE: _("The same place of residence."),
}

REFUSAL_TEXTS = {
    "duplicate_unknown": _("You cannot decide on these two workers. Go back to the list and choose a pair there."),
    "duplicate_changed": _("Somebody decided on one of these workers just now. Look at the pair again."),
    "one_person_already": _("These workers are already one person. Go back to the list."),
    "slept_in_two_beds": _(
        "These workers slept at the same housing provider in the same night, so they cannot be one person. If one of "
        "those stays "
        "is a mistake, let the housing provider correct it first."
    ),
    "merge_built_on": _("Another merge was built on this one. That one has to be undone first."),
    "decision_unknown": _("This decision is not one of yours, so it cannot be undone here. Ask who decided."),
}
