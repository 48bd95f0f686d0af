"""What the services print."""
