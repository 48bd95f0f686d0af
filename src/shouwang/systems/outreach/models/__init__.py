"""The tables of outreach, one module a subject."""

from shouwang.systems.outreach.models.bulletins import Bulletin, Passed
from shouwang.systems.outreach.models.campaigns import Campaign, Given, Piece, Sound
from shouwang.systems.outreach.models.released import Released

__all__ = ["Bulletin", "Campaign", "Given", "Passed", "Piece", "Released", "Sound"]
