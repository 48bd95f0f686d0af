"""What a campaign is seen as: a poster on the wall, a card for a group, a slide in the corridor. Set by Typst."""

from shouwang.systems.outreach.poster.drawing import card, poster, slide
from shouwang.systems.outreach.poster.words import Look, NotOurWord, PosterWords

__all__ = ["Look", "NotOurWord", "PosterWords", "card", "poster", "slide"]
