"""Measured claims, each run side by side with its alternative."""
