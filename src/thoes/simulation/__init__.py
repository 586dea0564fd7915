"""A simulated Limburg: obviously fake people, sites and stays that add up to the published figures.

`generator.simulate` is pure: the same scale, seed and day give the same Limburg. `loading.load` writes it into an empty
register. Nothing in it describes a real person, firm, address or by-law.
"""
