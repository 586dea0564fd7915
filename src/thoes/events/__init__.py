"""What there is to do: events of municipalities, on which dates, and where that is known from."""
