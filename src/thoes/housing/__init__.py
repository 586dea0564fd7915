"""Sites, their units and their beds."""
