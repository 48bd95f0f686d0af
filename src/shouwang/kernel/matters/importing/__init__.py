"""Bringing tables in from the command line."""
