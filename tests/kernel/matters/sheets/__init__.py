"""Tables of all sorts, good and bad."""
