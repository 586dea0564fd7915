"""Whether the duty to register is worked out each day, for who keeps the installation running."""

from django.utils.timezone import localdate

from thoes.foundation.monitoring.figures import Labelled, figure
from thoes.registration.queries import latest_assessment_day


@figure(
    "thoes_duty_assessed_days_ago", "Days since everybody's duty was last worked out; not given before the first time."
)
def _assessed() -> Labelled:
    day = latest_assessment_day()
    return {"": float((localdate() - day).days) if day else None}
