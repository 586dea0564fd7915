"""The pure part of the registration desk."""
