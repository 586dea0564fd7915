"""Extracts of the register of a quality label: read, matched to sites by address, looked at first and then taken in."""
