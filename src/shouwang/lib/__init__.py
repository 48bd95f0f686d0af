"""Plain Python without Django, named by subject."""
