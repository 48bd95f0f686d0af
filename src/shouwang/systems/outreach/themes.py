"""What a campaign or a quiz question is about."""

from shouwang.systems.outreach.models import Campaign

THEMES = tuple(Campaign.Theme.choices)
