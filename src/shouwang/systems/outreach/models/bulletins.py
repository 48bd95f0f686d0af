"""Bulletins on the room's wall. Public words, so no personal data; kept as the record of what the room said."""

from django.db import models

from shouwang.systems.outreach.models.campaigns import Campaign
from shouwang.systems.outreach.models.released import Released


class Bulletin(Released):
    """One bulletin (警情通报, 提醒) in Chinese and, where somebody wrote it, English."""

    campaign = models.OneToOneField(
        Campaign, null=True, blank=True, on_delete=models.PROTECT, related_name="bulletin", help_text="hung up with it"
    )

    class Meta(Released.Meta):
        indexes = [models.Index(fields=["room", "state", "-released_at"], name="bulletin_wall")]
