"""Template tags of housing."""
