"""The articles kept by people who are no developers: read, changed, published, written back to files."""
