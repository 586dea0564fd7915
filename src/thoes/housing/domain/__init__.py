"""Pure parts of housing: naming rooms and beds."""
