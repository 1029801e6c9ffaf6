"""What Rapport remembers, and how it rests on disk."""
