"""Verbs of the patrol part."""
