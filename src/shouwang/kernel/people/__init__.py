"""Accounts, roles and permissions, persons, consent, teams, duty."""
