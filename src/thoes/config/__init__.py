"""Wiring only: settings, addresses and the server's entry."""
