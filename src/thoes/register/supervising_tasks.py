"""What a designated supervisor looks at the night register for: a reason from a list, with an own reference."""

from django.utils.translation import gettext_lazy as _

REASONS = {
    "visit": _("A visit to a site"),
    "report": _("A report or a complaint"),
    "emergency": _("An emergency"),
    "joint_case": _("A case together with other authorities"),
}
"""The code is kept with every look."""


def task_as_logged(reason: str, reference: str) -> str:
    """What is kept with every look, in no language."""
    return f"{reason}: {reference}"


def task_in_words(logged: str) -> str:
    """What was kept with a look, for people; what is no such task comes back as it is."""
    reason, _colon, reference = logged.partition(": ")
    return f"{REASONS[reason]} – {reference}" if reason in REASONS and reference else logged
