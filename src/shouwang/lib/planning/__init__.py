"""Where to stand, which way to walk, and when: plain Python and numpy, knows nothing of Django."""
