"""Forms of the services, one module per subject."""
