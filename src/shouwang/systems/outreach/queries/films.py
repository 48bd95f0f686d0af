"""Questions about films: where the one of a campaign's words stands."""

from shouwang.systems.outreach import drawn
from shouwang.systems.outreach.models import Campaign, Film
from shouwang.systems.outreach.poster import NotOurWord


def film(campaign: Campaign) -> Film | None:
    """The film of exactly the words as they are, in whatever state; None where it was not asked for since they changed."""
    found = Film.objects.filter(campaign=campaign).select_related("file").first()
    if found is None or found.state != Film.State.READY:
        return found
    try:
        script = drawn.film(campaign)
    except NotOurWord:
        return None
    return found if script and script.digest == found.of_words else None
