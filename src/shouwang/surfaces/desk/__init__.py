"""The officer's day: today, inbox, matters, map, search, settings."""
