"""The public pages: the start page, the guide for workers and the rule book."""
