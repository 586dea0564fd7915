"""Whether the addresses to which the guide leads can still be opened."""
