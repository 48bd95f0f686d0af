"""What the pages of outreach ask for."""
