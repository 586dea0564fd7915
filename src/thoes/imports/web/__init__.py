"""The pages on which a houser hands in lists, and the page on which anyone checks a receipt."""
