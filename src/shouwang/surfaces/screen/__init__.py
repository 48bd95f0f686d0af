"""The corridor's display: what is out, what hangs, the month's numbers; no names, no login, nothing to touch."""
