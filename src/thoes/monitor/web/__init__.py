"""Pages of the monitor, each in a file of its own; public, the same for every reader."""
