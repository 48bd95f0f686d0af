"""Every verb of the watch net; nothing else writes its tables."""
