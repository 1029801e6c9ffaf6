"""What Rapport thinks: pure functions from a message and a desk to an outcome."""
