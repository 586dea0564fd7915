"""The web side of accountability."""
