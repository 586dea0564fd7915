"""What a helper is, when it is open, and how far it can be relied on. Pure."""
