"""Pages of the outreach: help, errands, visits, what the room promises."""
