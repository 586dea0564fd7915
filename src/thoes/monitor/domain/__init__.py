"""The methods of the monitor: pure, on numbers alone."""
