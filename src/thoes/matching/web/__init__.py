"""The pages of the match."""
