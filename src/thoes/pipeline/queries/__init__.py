"""Reads of the pipeline."""
