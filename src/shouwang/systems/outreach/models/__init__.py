"""The tables of outreach, one module a subject."""

from shouwang.systems.outreach.models.bulletins import Bulletin
from shouwang.systems.outreach.models.campaigns import Campaign, Given, Piece, Sound
from shouwang.systems.outreach.models.gatherings import AskedThere, Gathering, Picture
from shouwang.systems.outreach.models.quiz import Answer, Asked, Option, Question, Round, Tally, Wording
from shouwang.systems.outreach.models.released import Released

__all__ = [
    "Answer",
    "Asked",
    "AskedThere",
    "Bulletin",
    "Campaign",
    "Gathering",
    "Given",
    "Option",
    "Picture",
    "Piece",
    "Question",
    "Released",
    "Round",
    "Sound",
    "Tally",
    "Wording",
]
