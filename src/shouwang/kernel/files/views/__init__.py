"""Pages of files: looking at one, sending one in pieces."""
