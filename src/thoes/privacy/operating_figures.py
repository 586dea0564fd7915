"""How the logs do, for who keeps the installation running: whether they are sealed and verified, never what stands in them."""

from django.utils.timezone import now

from thoes.foundation.monitoring.figures import Labelled, figure
from thoes.privacy.auditing.reading import state_of_the_logs


@figure("thoes_log_unsealed_seconds", "How long the oldest record of the logs waits for its seal; 0 when none does.")
def _unsealed() -> Labelled:
    since = state_of_the_logs().waiting_since
    return {"": (now() - since).total_seconds() if since else 0.0}


@figure("thoes_log_verified_seconds", "How long ago the logs were last verified; not given when they never were.")
def _verified() -> Labelled:
    at = state_of_the_logs().checked_at
    return {"": (now() - at).total_seconds() if at else None}


@figure("thoes_log_problems", "What the last verification of the logs found to be not as it was written.")
def _problems() -> Labelled:
    return {"": float(len(state_of_the_logs().problems))}
