"""The edge: the doors, the way in, the way out, and the command line."""
