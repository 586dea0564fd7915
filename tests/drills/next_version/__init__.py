"""A version that comes after this one, made up for the drill of upgrading: one module more, and one column.

Its change is of the kinds that a real one is made of: a column in a table that is filled and watched by triggers, and a
table that is filled from rows which row security hides from whoever does not say on whose behalf it asks.
"""
