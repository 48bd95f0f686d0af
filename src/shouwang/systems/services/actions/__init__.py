"""What the room does for people."""
