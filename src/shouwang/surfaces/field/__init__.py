"""The phone pages of watchers and volunteers: without network too, with one thumb."""
