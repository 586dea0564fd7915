"""Thoes: the shared register, desk and monitor for international workers in Limburg."""
