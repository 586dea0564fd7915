"""The web side of privacy."""
