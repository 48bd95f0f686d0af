"""Ideas that every system shares; knows no system by name."""
