"""What the room tells people and other programs: notices, outside channels, webhooks."""
