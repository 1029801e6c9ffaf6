"""The field's practice as pure functions on records and dates."""
