"""One thing brought to the room: intake, lifecycle, clock, timeline, search."""
