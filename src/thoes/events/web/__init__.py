"""The pages of who keeps the events."""
