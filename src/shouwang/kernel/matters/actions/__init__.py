"""Verbs of the matter, a module for each occasion, from intake to erasing and bringing in whole tables."""
