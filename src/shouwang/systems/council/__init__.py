"""党建引领: meetings, opinions, public account."""
