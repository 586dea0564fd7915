"""Lists of sites: read however they are written, looked at first and then taken in, with a receipt."""
