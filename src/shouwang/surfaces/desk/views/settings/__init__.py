"""The pages where a room is set up and kept in order, one module a subject."""
