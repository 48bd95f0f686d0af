"""What people do in the services, by subject."""
