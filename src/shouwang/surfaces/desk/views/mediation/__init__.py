"""Pages of the disputes."""
