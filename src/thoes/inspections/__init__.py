"""Checks of sites with the list: what was seen, what must be mended, and until when."""
