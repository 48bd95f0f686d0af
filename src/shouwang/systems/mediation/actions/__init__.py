"""Verbs of people's mediation; nothing else writes its tables."""
