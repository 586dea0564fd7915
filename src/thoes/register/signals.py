"""What other modules may listen to."""

from django.dispatch import Signal

# Sent inside the transaction with `persons`, a list of the ids of persons whose nights may count differently now.
stays_changed = Signal()
