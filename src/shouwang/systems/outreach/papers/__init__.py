"""Papers of outreach."""
