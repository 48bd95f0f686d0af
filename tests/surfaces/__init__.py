"""The surfaces, one folder for each audience."""
