"""The overview for a worker on paper."""
