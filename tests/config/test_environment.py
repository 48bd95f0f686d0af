"""A wrong value in the environment stops the start with words that say what to write."""

import pytest
from django.core.exceptions import ImproperlyConfigured

from shouwang.config import environment as env


def test_a_number_keeps_to_its_bounds(monkeypatch: pytest.MonkeyPatch) -> None:
    assert env.number("SPEECH_SPEED", 150, within=(80, 300)) == 150
    monkeypatch.setenv("SPEECH_SPEED", "300")
    assert env.number("SPEECH_SPEED", 150, within=(80, 300)) == 300
    monkeypatch.setenv("SPEECH_SPEED", "301")
    with pytest.raises(ImproperlyConfigured, match="from 80 to 300"):
        env.number("SPEECH_SPEED", 150, within=(80, 300))


def test_what_another_variable_makes_necessary_is_asked_for() -> None:
    env.needed("SPEECH_URL", "", when=False, because="SPEECH_ENGINE is http")
    env.needed("SPEECH_URL", "http://127.0.0.1/", when=True, because="SPEECH_ENGINE is http")
    with pytest.raises(ImproperlyConfigured, match="SPEECH_URL is empty, and SPEECH_ENGINE is http"):
        env.needed("SPEECH_URL", "", when=True, because="SPEECH_ENGINE is http")
