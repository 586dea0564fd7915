"""Template tags of the layout and its components."""
