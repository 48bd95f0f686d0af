"""Verbs of the matter, a module for each occasion: intake, progress, talk, timing, editing, bonds, thanks, erasing."""
