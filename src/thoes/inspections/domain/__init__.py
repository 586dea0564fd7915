"""Pure parts of inspections: what a check, an answer and a finding may become."""
