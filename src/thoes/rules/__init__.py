"""Law as dated parameters, formulas over them, and readable cases. Pure: no Django, no clock, no network."""
