"""The public pages: the start page and the rule book."""
