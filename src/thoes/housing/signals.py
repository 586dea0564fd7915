"""What modules above may object to or listen to."""

from django.dispatch import Signal

# Sent inside the transaction, before beds go out of use, with `bed_ids` and `from_date` (the first day without them).
# A receiver that knows who sleeps there raises a Refusal, and nothing is changed.
beds_leaving_use = Signal()

# Sent across all borders, with the day `on`, when letters are written about what ends: a receiver gives a list of `Ending`.
asking_what_ends = Signal()
