"""What the pages of the settings ask, a module a subject."""
