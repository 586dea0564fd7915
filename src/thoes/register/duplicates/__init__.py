"""Two workers who may be one person: found, decided on by people, and undone."""
