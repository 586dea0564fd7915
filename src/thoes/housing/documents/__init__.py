"""Papers that housing makes."""
