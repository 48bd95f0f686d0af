"""A film is made by the worker, of exactly the words that are released; nobody waits for it, and a fault is said."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from unittest.mock import patch

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from shouwang.systems.outreach import tasks
from shouwang.systems.outreach.actions import campaigns, films
from shouwang.systems.outreach.film import Unmade
from shouwang.systems.outreach.lifecycle import NotAllowedNow
from shouwang.systems.outreach.models import Campaign, Film
from shouwang.systems.outreach.queries.films import film
from tests.cast import Cast
from tests.systems.outreach.campaigning import SAFE, draft

pytestmark = pytest.mark.once
MAKE = "shouwang.systems.outreach.film.making.film"


def pretended(words: object, slides: object, into: Path, **how: object) -> Path:
    made = into / "film.mp4"
    made.write_bytes(repr((words, slides)).encode())
    return made


def with_film(cast: Cast) -> Campaign:
    return draft(cast, ways=("film", "slide"))


def test_the_release_asks_for_it_and_the_worker_makes_it(cast: Cast) -> None:
    campaign = campaigns.release(by=cast.officer, campaign=with_film(cast))
    asked = film(campaign)
    assert asked
    assert asked.state == "making"
    with patch(MAKE, pretended):
        tasks.make_films()
        tasks.make_films()
    made = film(campaign)
    assert made
    assert made.file
    assert (made.state, made.file.media_type, made.tries) == ("ready", "video/mp4", 1)
    assert films.ask(by=cast.auxiliary, campaign=campaign).pk == made.pk
    assert Film.objects.get().state == "ready"


def test_with_other_words_it_is_not_the_film_any_more(cast: Cast) -> None:
    campaign = with_film(cast)
    films.ask(by=cast.auxiliary, campaign=campaign)
    with patch(MAKE, pretended):
        tasks.make_films()
        assert film(campaign)
        campaigns.rewrite(by=cast.auxiliary, campaign=campaign, words=replace(SAFE, text="换一段话。"))
        campaign.refresh_from_db()
        assert film(campaign) is None
        released = campaigns.release(by=cast.officer, campaign=campaign)
        tasks.make_films()
    made = film(released)
    assert made
    assert made.file
    assert "换一段话" in made.file.path.read_text()


def test_words_changed_while_it_is_made_make_it_anew(cast: Cast) -> None:
    campaign = with_film(cast)
    films.ask(by=cast.auxiliary, campaign=campaign)

    def slowly(words: object, slides: object, into: Path, **how: object) -> Path:
        campaigns.rewrite(by=cast.auxiliary, campaign=campaign, words=replace(SAFE, title="别的"))
        films.ask(by=cast.auxiliary, campaign=Campaign.objects.get())
        return pretended(words, slides, into)

    with patch(MAKE, slowly):
        tasks.make_films()
    assert (Film.objects.get().state, Film.objects.get().file) == ("making", None)


def test_a_fault_is_said_and_tried_again_when_asked(cast: Cast) -> None:
    campaign = campaigns.release(by=cast.officer, campaign=with_film(cast))
    with patch(MAKE, side_effect=Unmade("no")):
        tasks.make_films()
    failed = film(campaign)
    assert failed
    assert (failed.state, failed.why) == ("failed", "disk")
    assert films.ask(by=cast.auxiliary, campaign=campaign).state == "making"


def test_the_third_worker_killed_over_it_ends_it(cast: Cast) -> None:
    films.ask(by=cast.auxiliary, campaign=with_film(cast))
    now = timezone.now()
    for turn in range(films.MOST_TRIES + 1):
        with patch(MAKE, side_effect=KeyboardInterrupt):
            try:
                films.make(key=Film.objects.get().pk, at=now + turn * films.LEASE * 2)
            except KeyboardInterrupt:
                assert not films.due(now + turn * films.LEASE * 2 + timedelta(seconds=1)).exists()
    assert Film.objects.get().why == "stopped"


def test_who_may_not_ask(cast: Cast) -> None:
    campaign = with_film(cast)
    with pytest.raises(PermissionDenied):
        films.ask(by=cast.stranger, campaign=campaign)
    with pytest.raises(NotAllowedNow):
        films.ask(by=cast.auxiliary, campaign=draft(cast, ways=("slide",)))
