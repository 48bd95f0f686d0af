"""A strict world for every test: no network, undefined template variables fail, warnings are errors."""

import gc
import sys
from collections.abc import Iterator

import pytest
from hypothesis import settings as hypothesis

from shouwang.surfaces.api.pace import WITHOUT_KEY
from tests.strictness import refuse_other_machines

gc.disable()  # until everything is collected, see below
pytest_plugins = ["tests.cast", "tests.database", "tests.windows"]

hypothesis.register_profile("room", deadline=None)
hypothesis.load_profile("room")


def pytest_configure(config: pytest.Config) -> None:
    sys.addaudithook(refuse_other_machines)


def pytest_collection_finish() -> None:
    """What is loaded by now stays: the collector need not look through it again and again."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 20)
    gc.enable()


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> Iterator[None]:
    """Mark what uses the database (`make test` runs it a second time on PostgreSQL, unless it says `once`) and what opens a
    browser; begin with what is slow, so that no worker is left alone with it at the end."""
    for item in items:
        fixtures = set(getattr(item, "fixturenames", ()))
        if item.get_closest_marker("django_db") or fixtures & {"db", "transactional_db"}:
            item.add_marker("database")
        if "browser" in fixtures:
            item.add_marker("browser")
    yield
    items.sort(key=lambda item: not item.get_closest_marker("slow"))  # the others stay shuffled


@pytest.fixture(autouse=True)
def nobody_called_before() -> None:
    """Callers without a key are counted by address, which all tests share: each begins with none."""
    WITHOUT_KEY.clear()
