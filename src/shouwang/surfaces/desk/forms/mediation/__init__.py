"""What the acts of a dispute ask for."""
