"""The `thoes` command: what an office runs from a terminal."""
