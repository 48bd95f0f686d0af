"""The desk: what each page shows, to whom, and what its buttons do."""
