"""A Django database backend that starts a private PostgreSQL server when the first connection is asked for."""
