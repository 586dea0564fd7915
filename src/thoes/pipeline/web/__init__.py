"""Pages of plans, of the need and of policy."""
