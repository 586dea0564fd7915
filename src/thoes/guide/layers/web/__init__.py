"""The pages of a layer: for its readers, and for who writes it."""
