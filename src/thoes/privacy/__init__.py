"""Purposes and the log of every access to data of a person."""
