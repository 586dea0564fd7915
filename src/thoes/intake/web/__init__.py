"""The pages of a file that is handed over, the same for every kind."""
