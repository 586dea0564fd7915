"""Rules of plans that know no framework."""
