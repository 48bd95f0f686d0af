"""Every verb of the patrol; nothing else writes its tables."""
