"""Recipients, templates, outbox, channels."""
