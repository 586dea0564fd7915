"""Figures of others, taken over from files with their source: read, asked about, kept by version and shown as references."""
