"""The two logs: who did what (audit log), and whose data were used for what (processing log); chained and verifiable."""
