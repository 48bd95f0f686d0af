"""The tables of outreach, one module a subject."""

from shouwang.systems.outreach.models.airing import Airing, AiringTime, Item, Report
from shouwang.systems.outreach.models.bulletins import Bulletin, Passed
from shouwang.systems.outreach.models.campaigns import Campaign, Given, Piece, Sound
from shouwang.systems.outreach.models.films import Film
from shouwang.systems.outreach.models.gatherings import AskedThere, Gathering, Picture
from shouwang.systems.outreach.models.losses import FraudCase
from shouwang.systems.outreach.models.quiz import Answer, Asked, Option, Question, Round, Tally, Wording
from shouwang.systems.outreach.models.released import Level, Released
from shouwang.systems.outreach.models.scams import Correction, ScamQuestion, Training
from shouwang.systems.outreach.models.speakers import Handing, QuietHours, Reading, Speaker, Wake

__all__ = [
    "Airing",
    "AiringTime",
    "Answer",
    "Asked",
    "AskedThere",
    "Bulletin",
    "Campaign",
    "Correction",
    "Film",
    "FraudCase",
    "Gathering",
    "Given",
    "Handing",
    "Item",
    "Level",
    "Option",
    "Passed",
    "Picture",
    "Piece",
    "Question",
    "QuietHours",
    "Reading",
    "Released",
    "Report",
    "Round",
    "ScamQuestion",
    "Sound",
    "Speaker",
    "Tally",
    "Training",
    "Wake",
    "Wording",
]
