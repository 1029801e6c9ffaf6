"""Finds what was told, in whatever language and words it was told."""
