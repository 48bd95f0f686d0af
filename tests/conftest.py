"""A strict world for every test: no network, undefined template variables fail, warnings are errors."""

import sys

import pytest
from hypothesis import settings as hypothesis

from tests.strictness import refuse_other_machines

pytest_plugins = ["tests.cast", "tests.windows"]

hypothesis.register_profile("room", deadline=None)
hypothesis.load_profile("room")


def pytest_configure(config: pytest.Config) -> None:
    sys.addaudithook(refuse_other_machines)


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what uses the database (`make test` runs it a second time on PostgreSQL) and what opens a browser."""
    for item in items:
        fixtures = set(getattr(item, "fixturenames", ()))
        if item.get_closest_marker("django_db") or fixtures & {"db", "transactional_db"}:
            item.add_marker("database")
        if "browser" in fixtures:
            item.add_marker("browser")
