"""Divisions, stations, rooms, villages, grids, places, ways."""
