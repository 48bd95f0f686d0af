"""What becomes of the lines of a table."""
