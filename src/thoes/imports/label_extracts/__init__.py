"""Extracts of the register of a quality mark: read, matched to sites by address, looked at first and then taken in."""
