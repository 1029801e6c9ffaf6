"""What we say by ourselves: planned as records, said once, and settled by one press."""
