"""What other modules may listen to."""

from django.dispatch import Signal

# Sent inside the transaction with `persons`, a list of the ids of persons whose nights may count differently now, and
# `first`, all nights of those among them who came into the register with this change.
stays_changed = Signal()

# Sent inside the transaction, before two persons become one, with `persons`, their ids. A receiver may answer with the
# one to keep: the one with which more hangs together above the register.
choosing_whom_to_keep = Signal()

# Sent inside the transaction, before identity is erased, with `provider`, an id, and `names`, a list of given and family
# name: whoever kept a copy of what that housing provider wrote down erases it as well.
identity_leaving = Signal()
