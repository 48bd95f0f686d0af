"""The public addresses of a bulletin, without the host. They are printed and pasted, so they never change."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from shouwang.systems.outreach.models import Bulletin


def page(bulletin: "Bulletin") -> str:
    """Its own page."""
    return f"/r/{bulletin.room.code}/b/{bulletin.short}/"


def short(bulletin: "Bulletin") -> str:
    """What is pasted into a chat; leads to the page."""
    return f"/b/{bulletin.short}"


def card(bulletin: "Bulletin") -> str:
    """Its picture."""
    return f"{page(bulletin)}card.png"


def sound(bulletin: "Bulletin") -> str:
    """What is heard, if anything."""
    return f"{page(bulletin)}sound.mp3"
