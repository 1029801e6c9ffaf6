"""Questions in words: understood by how they open, answered from what is on record."""
