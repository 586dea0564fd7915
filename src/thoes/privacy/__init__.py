"""Purposes and the log of every look at a person."""
