"""What loudspeakers ask of the room and tell it."""
