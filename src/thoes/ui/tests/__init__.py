"""Tests of the layout and its components."""
