"""The parts of the room, one folder each."""
