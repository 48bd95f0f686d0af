"""Forms of the services."""
