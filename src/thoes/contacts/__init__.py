"""Who helps: offices and people that a worker can turn to, and whether somebody checked that it is still right."""
