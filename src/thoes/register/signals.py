"""What other modules may listen to."""

from django.dispatch import Signal

# Sent inside the transaction with `persons`, a list of the ids of persons whose nights may count differently now.
stays_changed = Signal()

# Sent inside the transaction, before two persons become one, with `persons`, their ids. A receiver may answer with the
# one to keep: the one with which more hangs together above the register.
choosing_whom_to_keep = Signal()
