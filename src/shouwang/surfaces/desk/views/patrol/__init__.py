"""Pages of the patrols: tonight, what places need, what is usual."""
