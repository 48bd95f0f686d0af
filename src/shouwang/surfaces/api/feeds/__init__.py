"""Feeds other programs subscribe to: pure builders, plain data in, bytes out."""
