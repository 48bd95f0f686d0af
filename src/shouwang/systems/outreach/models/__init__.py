"""The tables of outreach, one module a subject."""

from shouwang.systems.outreach.models.airing import Airing, AiringTime, Item, Report
from shouwang.systems.outreach.models.bulletins import Bulletin
from shouwang.systems.outreach.models.campaigns import Campaign, Given, Piece, Sound
from shouwang.systems.outreach.models.released import Released
from shouwang.systems.outreach.models.speakers import Handing, QuietHours, Speaker, Wake

__all__ = [
    "Airing", "AiringTime", "Bulletin", "Campaign", "Given", "Handing", "Item", "Piece", "QuietHours", "Released", "Report",
    "Sound", "Speaker", "Wake",
]  # fmt: skip
