"""Villagers and visitors, no login: report, ask, follow."""
