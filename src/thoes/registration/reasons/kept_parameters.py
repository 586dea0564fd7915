"""The parameters with which an assessment was made."""

from dataclasses import replace

from thoes.registration.models import Assessment
from thoes.rules.registration_duty import DutyParameters, duty_parameters_on


def parameters_of(assessment: Assessment) -> DutyParameters:
    """As kept with the assessment; what an old row does not hold is that of the rule book on its day."""
    facts, book = assessment.facts, duty_parameters_on(assessment.on)
    return replace(
        book,
        window_days=facts.get("window_days", book.window_days),
        nights=facts.get("nights_needed", book.nights),
        register_within_days=facts.get("register_within_days", book.register_within_days),
    )
