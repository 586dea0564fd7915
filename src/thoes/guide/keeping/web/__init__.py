"""The pages of who keeps the articles."""
