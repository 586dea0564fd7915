"""The forms with which readers say something, and the pages on which editors read it."""
