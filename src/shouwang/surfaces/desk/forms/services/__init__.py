"""What the pages of the services ask for."""
