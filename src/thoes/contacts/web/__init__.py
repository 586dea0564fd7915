"""The pages of who keeps the contacts, and the one of a link in a mail."""
