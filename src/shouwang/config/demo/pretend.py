"""Telling yesterday's stories: the actions read the clock, so the demo moves it for them."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from unittest.mock import patch


@contextmanager
def pretend(moment: datetime) -> Iterator[None]:
    """Within the block it is `moment` for every action. Single-threaded use only, as in the demo."""
    with patch("django.utils.timezone.now", return_value=moment):
        yield
