"""Papers of the services."""
