"""What the care part writes: each module one subject."""
