"""People who come in as a file, a phone's contacts or a table: looked through, then kept."""
