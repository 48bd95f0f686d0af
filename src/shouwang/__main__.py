"""The command `shouwang`. Each command loads only what it needs: `--help` and a taken port answer at once."""

import argparse
import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from shouwang.config import arguments
from shouwang.config.terminal import gettext as _
from shouwang.config.terminal import say, stop


def main(words: Sequence[str] | None = None) -> int:
    """Run one command and return the exit code."""
    given = list(sys.argv[1:] if words is None else words)
    if given[:1] == ["manage"]:
        return manage(given[1:])
    if given[:1] == ["import"]:
        return bring_in(given[1:])
    options = arguments.parser(COMMANDS).parse_args(given)
    command: arguments.Command = options.command
    return command(options)


@contextmanager
def in_words() -> Iterator[None]:
    """Turn a setting that can't be into its sentence."""
    from django.core.exceptions import ImproperlyConfigured

    try:
        yield
    except ImproperlyConfigured as error:
        stop(str(error))
    except PermissionError as error:
        stop(_("%(path)s can't be written. Choose another folder: DATA_DIR=… make run") % {"path": error.filename})


def load() -> None:
    """Load Django."""
    os.umask(0o077)  # what the room keeps is for its own user only
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "shouwang.config.settings")
    import django

    with in_words():
        django.setup()


def run(options: argparse.Namespace) -> int:
    from shouwang.config import place, readiness, running

    os.umask(0o077)
    host = os.environ.get("HOST") or "127.0.0.1"
    with in_words():
        port, data = place.port(), place.data_dir()
    running.check_port(host, port)
    logins = readiness.recall(data)
    if logins is None:
        logins = prepare(demo=options.demo)
        readiness.remember(data, logins)

    def opened() -> None:
        words = _("The room is open: %(address)s   (desk: %(address)s/desk/, stop with Ctrl-C)")
        say(words % {"address": place.public_url()})
        for username, password, who in logins:
            say(f"  {username} / {password}   {who}")

    return running.run(host, port, opened)


def prepare(*, demo: bool) -> list[tuple[str, str, str]]:
    """What `run` does before it opens; the logins of the demo, if there is one."""
    load()
    from django.db import connections

    from shouwang.config import starting

    starting.prepare(demo=demo)
    logins = starting.demo_logins()
    connections.close_all()
    return logins


def worker(options: argparse.Namespace) -> int:
    load()
    from shouwang.config import working

    working.work()
    return 0


def demo(options: argparse.Namespace) -> int:
    load()
    from shouwang.config import starting
    from shouwang.config.demo import make_demo
    from shouwang.kernel.ground.models import Room

    starting.prepare_database()
    if Room.objects.exists():
        stop(_("The database has a room already; the demo is only made in an empty one."))
    make_demo()
    for username, password, who in starting.demo_logins():
        say(f"  {username} / {password}   {who}")
    return 0


def createofficer(options: argparse.Namespace) -> int:
    load()
    from getpass import getpass

    from shouwang.config import officers, starting

    starting.prepare_database()
    try:
        account = officers.create(input, getpass)
    except (EOFError, KeyboardInterrupt):
        stop(_("Stopped; nothing was made."))
    say(_("%(name)s can log in as %(username)s.") % {"name": account.name, "username": account.username})
    return 0


def backup(options: argparse.Namespace) -> int:
    load()
    from importlib.metadata import version

    from django.conf import settings
    from django.db import connection

    from shouwang.config import backup as keeping

    target = Path(options.file).resolve()
    source = {key: str(value) for key, value in connection.settings_dict.items() if isinstance(value, str | int)}
    try:
        count = keeping.make(
            target, data=settings.DATA_DIR, files=settings.FILES_DIR, database=source, version=version("shouwang")
        )
    except keeping.NotPossible as error:
        stop(str(error))
    say(_("%(count)s parts are saved in %(file)s.") % {"count": count, "file": target})
    say(_("It holds the keys of the sealed fields: whoever has this file can read everything. Lock it away."))
    for name in keeping.SECRETS:
        if not (settings.DATA_DIR / name).exists():
            say(_("%(name)s is set outside and is NOT in it; keep it beside.") % {"name": name.split(".")[0].upper()})
    return 0


def restore(options: argparse.Namespace) -> int:
    os.umask(0o077)
    from shouwang.config import backup as keeping
    from shouwang.config import place

    try:
        with in_words():
            data = place.data_dir()
            database = place.database(data)
        manifest = keeping.restore(Path(options.file).resolve(), data=data, database=database)
    except keeping.NotPossible as error:
        stop(str(error))
    say(_("Brought back what was saved at %(when)s.") % {"when": manifest["made_at"]})
    load()
    from shouwang.config import starting

    starting.prepare_database()
    return verify(options)


def verify(options: argparse.Namespace) -> int:
    load()
    from shouwang.config import verify as checking

    sound = True
    for fault in checking.faults():
        say(fault)
        sound = False
    if sound:
        say(_("Everything is as it was kept."))
    return 0 if sound else 1


def doctor(options: argparse.Namespace) -> int:
    load()
    from shouwang.config import doctor as examining

    findings = examining.findings()
    signs = {True: "✓", None: "·", False: "✗"}
    for finding in findings:
        say(f"{signs[finding.ok]} {finding.words}")
    return 1 if any(finding.ok is False for finding in findings) else 0


def train_scam(options: argparse.Namespace) -> int:
    load()
    from shouwang.config import officers, starting
    from shouwang.systems.outreach.actions import scam_training

    starting.prepare_database()
    done = scam_training.train(by=officers.TERMINAL)
    if done is None:
        stop(_("There is nothing to learn from."))
    say(
        _("Learnt from %(texts)s texts; %(right)s of %(of)s texts for checking are answered right.")
        % {"texts": done.texts, "right": done.right, "of": done.of}
    )
    if not done.is_taken:
        say(_("The model in use had %(right)s right and stays.") % {"right": done.right_before})
    return 0


def speaker(options: argparse.Namespace) -> int:
    from shouwang.player import command

    return command.run(options)


def bring_in(given: list[str]) -> int:
    load()
    from django.utils import translation

    from shouwang.config import starting, terminal
    from shouwang.kernel.matters.importing import command

    with translation.override("zh-hans" if terminal.IS_CHINESE else "en"):
        options = arguments.page("shouwang import")
        command.add_arguments(options)
        chosen = options.parse_args(given)
        starting.prepare_database()
        return command.run(chosen)


def manage(given: list[str]) -> int:
    load()
    from django.core.management import execute_from_command_line

    execute_from_command_line(["shouwang manage", *given])
    return 0


COMMANDS: dict[str, arguments.Command] = {
    "run": run,
    "worker": worker,
    "demo": demo,
    "createofficer": createofficer,
    "backup": backup,
    "restore": restore,
    "verify": verify,
    "doctor": doctor,
    "train-scam": train_scam,
    "speaker": speaker,
}

if __name__ == "__main__":
    sys.exit(main())
