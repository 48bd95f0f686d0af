"""Photos, recordings, papers: checked, stripped, stored, expired."""
