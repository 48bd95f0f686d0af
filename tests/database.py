"""The tests' database: made by the migrations once, then copied.

Making it takes ten times as long as a copy, and every worker of every stage wants one. The copy's name is the digest of
what the migrations say, so that a changed migration makes it anew. On PostgreSQL each worker still makes its own:
they do it side by side, once in a run.
"""

import fcntl
import hashlib
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import django
import pytest
from django.db import connection, transaction
from django.test import TransactionTestCase
from django.test.utils import setup_databases, teardown_databases

ROOT = Path(__file__).resolve().parent.parent
MADE_BY_MIGRATE = {"django_migrations", "django_content_type", "auth_permission"}
KEPT = ROOT / "build" / "test-databases"


@pytest.fixture(scope="session")
def django_db_setup(
    request: pytest.FixtureRequest,
    django_test_environment: None,
    django_db_blocker: Any,
    django_db_modify_db_settings: None,
) -> Iterator[None]:
    """Instead of pytest-django's own, which migrates for every worker."""
    with django_db_blocker.unblock():
        made = _copied() if connection.vendor == "sqlite" else setup_databases(verbosity=0, interactive=False)
    TransactionTestCase._fixture_teardown = lambda test: _emptied()  # type: ignore[method-assign]
    yield
    with django_db_blocker.unblock():
        teardown_databases(made, verbosity=0)


def lay(path: Path) -> None:
    """An empty room's database for a process that a test starts, where one is kept; without it the process migrates."""
    kept = KEPT / f"{_digest()}.sqlite3"
    KEPT.mkdir(parents=True, exist_ok=True)
    with _alone():
        if kept.exists():
            path.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(kept, path)


def _emptied() -> None:
    """After a test that commits: delete what it wrote. Django's own way empties all of two hundred tables and then looks
    through every content type and permission anew, which took longer than most of these tests."""
    tables = sorted(set(connection.introspection.django_table_names(only_existing=True)) - MADE_BY_MIGRATE)
    written = " UNION ALL ".join(f"SELECT '{table}' WHERE EXISTS (SELECT 1 FROM {table})" for table in tables)
    with transaction.atomic(), connection.cursor() as cursor:  # whoever needs whom is asked at the end alone
        cursor.execute(written)
        for (table,) in cursor.fetchall():
            cursor.execute(f"DELETE FROM {table}")


def _copied() -> Any:
    """Lay the kept database where this process looks for its own; whoever comes first makes it."""
    kept, own = KEPT / f"{_digest()}.sqlite3", Path(connection.settings_dict["TEST"]["NAME"])
    KEPT.mkdir(parents=True, exist_ok=True)
    with _alone():
        if not kept.exists():
            made = setup_databases(verbosity=0, interactive=False)
            for old in KEPT.glob("*.sqlite3"):
                old.unlink()
            with connection.cursor() as cursor:
                cursor.execute("VACUUM INTO %s", [str(kept.with_suffix(".new"))])
            kept.with_suffix(".new").rename(kept)
            return made
        shutil.copyfile(kept, own)
    return setup_databases(verbosity=0, interactive=False, keepdb=True)


def _digest() -> str:
    """Of the migrations, of what they take from `lib`, and of the packages that bring migrations too."""
    package = ROOT / "src" / "shouwang"
    files = [*package.glob("*/*/migrations/*.py"), *package.glob("lib/*.py"), *ROOT.glob("requirements/*.txt")]
    digest = hashlib.sha256(f"{django.VERSION} {sqlite3.sqlite_version}".encode())
    for file in sorted(files):
        digest.update(f"{file.relative_to(ROOT)}\0".encode() + file.read_bytes())
    return digest.hexdigest()[:16]


@contextmanager
def _alone() -> Iterator[None]:
    with (KEPT / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
