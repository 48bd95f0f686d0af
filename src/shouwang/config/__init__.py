"""Wiring: settings, URLs, server entry, checks."""
