"""What the services write, one module per subject."""
