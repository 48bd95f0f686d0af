"""Every question about patrols."""
