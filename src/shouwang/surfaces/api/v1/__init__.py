"""The REST interface, version 1: the desk's own queries and actions for other programs."""
