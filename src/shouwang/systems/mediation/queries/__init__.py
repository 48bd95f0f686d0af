"""Questions about disputes, their people and their files."""
