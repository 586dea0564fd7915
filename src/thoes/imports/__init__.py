"""Files people really have, turned into check-ins: reading, mapping, dry run, receipt."""
