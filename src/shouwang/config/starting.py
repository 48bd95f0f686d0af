"""What must be true before the room opens: tables, cache table, static files, a demo in an empty database.

Each step looks first whether it is needed; the second start should cost less than reading this.
"""

import hashlib
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

from shouwang.config.demo import make_demo
from shouwang.config.demo.people import CAST, PASSWORD
from shouwang.config.terminal import IS_CHINESE, say
from shouwang.config.terminal import gettext as _
from shouwang.kernel.ground.models import Room
from shouwang.kernel.people.models import Account

CACHE_TABLE = "cache"
MADE_FROM = "made-from.txt"
DEMO_ROOM = "HW"


def prepare(*, demo: bool = True) -> None:
    """Bring database and static files up to this version of the program."""
    prepare_database()
    prepare_static()
    if demo and not Room.objects.exists():
        say(_("Making the demo village …"))
        make_demo()


def prepare_database() -> None:
    if unapplied():
        say(_("Preparing the database …"))
        call_command("migrate", interactive=False, verbosity=0)
    if CACHE_TABLE not in connection.introspection.table_names():
        call_command("createcachetable", CACHE_TABLE, verbosity=0)


def unapplied() -> set[tuple[str, str]]:
    """Migrations on disk that the database has not seen, by (app, name). Reads no migration: that takes longest."""
    on_disk = {
        (app.label, file.stem)
        for app in apps.get_app_configs()
        for file in (Path(app.path) / "migrations").glob("[0-9]*.py")
    }
    return on_disk - MigrationRecorder(connection).applied_migrations().keys()


def prepare_static() -> None:
    """Collect, hash and compress the static files, when one of them has changed."""
    if settings.DEBUG:
        return
    marker = Path(str(settings.STATIC_ROOT)) / MADE_FROM
    wanted = _static_digest()
    if marker.exists() and marker.read_text(encoding="utf-8") == wanted:
        return
    say(_("Preparing styles and scripts …"))
    call_command("collectstatic", interactive=False, clear=True, verbosity=0)
    marker.write_text(wanted, encoding="utf-8")


def _static_digest() -> str:
    found = hashlib.sha256()
    for app in apps.get_app_configs():
        for file in sorted((Path(app.path) / "static").rglob("*")):
            if file.is_file():
                state = file.stat()
                found.update(f"{file} {state.st_size} {state.st_mtime_ns}\n".encode())
    return found.hexdigest()


def demo_logins() -> list[tuple[str, str, str]]:
    """Username, password and who it is, for each account of the demo village; nothing where it was never made."""
    if not Room.objects.filter(code=DEMO_ROOM, station__county__source="demo").exists():
        return []
    name = "name" if IS_CHINESE else "name_en"
    known = Account.objects.filter(is_active=True, username__in=[username for username, *_rest in CAST])
    return [(username, PASSWORD, who) for username, who in known.order_by("created_at").values_list("username", name)]
