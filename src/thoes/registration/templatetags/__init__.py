"""Template tags of the registration desk."""
