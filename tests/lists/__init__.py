"""Lists as people really make them, and what has to come of each."""
