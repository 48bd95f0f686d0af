"""The long tail of services, by the Apprise library."""
