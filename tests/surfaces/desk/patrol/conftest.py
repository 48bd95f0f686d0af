"""What the tests of the patrols' pages stand on."""

from collections.abc import Iterator

import pytest
from django.utils import timezone

from shouwang.config.demo.pretend import pretend


@pytest.fixture
def afternoon() -> Iterator[None]:
    """Today at four: nobody walks yet, whenever the test is run."""
    with pretend(timezone.localtime().replace(hour=16, minute=0, second=0, microsecond=0)):
        yield
