"""Encryption at rest of what identifies somebody: the keys, the cipher, the fields, the files and the rotation."""
