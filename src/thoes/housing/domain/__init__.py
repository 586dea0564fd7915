"""Pure parts of housing: naming rooms and beds, how long something holds, and what changed."""
