"""Lists of people linked on a page: handed in together, looked at, linked in the background, and kept as counts."""
