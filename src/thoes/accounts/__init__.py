"""Who logs in, for which organisation, and what that person may do."""
