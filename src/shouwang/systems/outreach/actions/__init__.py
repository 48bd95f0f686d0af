"""Verbs of outreach, one module a subject."""
