"""Mail by the server named in the settings."""
