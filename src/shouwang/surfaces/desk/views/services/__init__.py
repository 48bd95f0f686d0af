"""Pages of the services: help, errands, visits, what the room promises."""
