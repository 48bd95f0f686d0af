"""What the services write."""
