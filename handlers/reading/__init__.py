"""From what a person types to what they mean: pure, offline, and it never raises."""
