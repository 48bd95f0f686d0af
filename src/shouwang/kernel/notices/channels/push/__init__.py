"""Notices on a phone or computer whose owner asked for them (Web Push)."""
