"""Matters as files for others."""
