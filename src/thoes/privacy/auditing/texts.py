"""What is wrong with a log, in sentences; they end with what to do where that is not the same for all."""

from typing import Any

from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from thoes.privacy.auditing.logs import log_called
from thoes.privacy.auditing.verifying import LogProblem

PROBLEM_TEXTS: dict[str, Any] = {
    "record_changed": _("Record %(record)s was changed after it was sealed on %(when)s (seal %(seal)s)."),
    "record_missing": _("Record %(record)s is gone. It was sealed on %(when)s (seal %(seal)s)."),
    "record_added": _("Record %(record)s was put in later: seal %(seal)s does not know it."),
    "seal_changed": _("Seal %(seal)s was changed. What it says of its records can no longer be trusted."),
    "seal_missing": _("The seals %(first)s to %(last)s are gone. Their records cannot be verified."),
    "seals_do_not_join": _("Seal %(seal)s does not follow from the one before: one of the two was replaced."),
    "seal_of_newer_version": _("Seal %(seal)s was made by a newer version of Thoes. Verify it with that version."),
    "end_cut_off": _(
        "The end of the log is gone: the anchor knows seal %(seal)s, the last one here is %(last)s. Was an older backup "
        "put back? Then write that down, and put the anchor aside."
    ),
    "anchor_differs": _("Seal %(seal)s is not the one that the anchor knows: the chain was made anew."),
    "and_more": _("And %(number)s more of the same log."),
}


def say(problem: LogProblem) -> str:
    """The sentence for a problem, in the language of the reader."""
    log = log_called(problem.log)
    said = str(PROBLEM_TEXTS[problem.code]) % problem.facts
    return _t("%(log)s: %(problem)s") % {"log": log.title if log else problem.log, "problem": said}
