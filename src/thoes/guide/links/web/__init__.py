"""The list of links for who keeps the guide."""
