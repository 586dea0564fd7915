"""What can be done with accounts: one verb each, one transaction, one line in the audit record."""
