"""A short film of a campaign: slides, the voice, subtitles in the picture itself, as groups and screens show it."""

from shouwang.systems.outreach.film.making import Slide, Unmade, film, told

__all__ = ["Slide", "Unmade", "film", "told"]
