"""What the command line takes, and the pages of `--help`, in the terminal's language."""

import argparse
import os
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from shouwang.config.terminal import gettext as _

Command = Callable[[argparse.Namespace], int]

# What each command does, in the list of commands and, at length, on its own page.
COMMANDS = {
    "run": (
        _("open the room: web server and worker, until Ctrl-C"),
        _("Brings the tables up to date, opens the web server and starts the worker. An empty database gets an\n"
          "invented village to try; a real room starts with --no-demo."),
    ),
    "worker": (
        _("only the worker: messages, deadlines, deletions; a county runs several"),
        _("`shouwang run` starts a worker of its own; this is one more, for a county with several machines."),
    ),
    "demo": (
        _("make the demo village in an empty database"),
        _("Everybody in it is invented, and its passwords are known to all: never open it to others."),
    ),
    "createofficer": (
        _("open an account for a room's officer; asks for what it needs"),
        _("Asks for the room's letters, a name, a username and a password. A room that is not there yet is opened\n"
          "along with it. Nothing is written before the last answer."),
    ),
    "import": (_("bring a table in, from XLSX, XLS or CSV"), ""),
    "backup": (
        _("copy everything into one file, while the room stays open"),
        _("The file holds the database, the photos and the keys: whoever has it can read everything."),
    ),
    "restore": (
        _("bring a backup back into an empty DATA_DIR"),
        _("Stop the room first. Nothing is changed when the file is damaged or DATA_DIR is in use; afterwards\n"
          "everything is checked as `shouwang verify` does."),
    ),
    "verify": (
        _("check the journal's chains, the files and the database; names the first broken row"),
        _("Ends with 0 when everything is as it was kept, with 1 when something is not. It changes nothing."),
    ),
    "doctor": (
        _("say what works here and what is missing"),
        _("Looks at database, worker, disk, clock, fonts and who can read the folder. Ends with 1 when something is missing."),
    ),
    "train-scam": (
        _('learn anew what scams look like, for "Is this a scam?"'),
        _("From the texts that come with the program and those the room has confirmed. The worker does this at its first start,\n"
          "and when something was confirmed since; nobody has to. A model that answers worse than the one in use is not taken."),
    ),
    "speaker": (
        _("play the room's announcements on a loudspeaker; runs beside the amplifier"),
        _("Fetches the programme, plays it on time, also without a network, and reports each playing. Needs no room on\n"
          "this machine. Ends with 0 when it is stopped, with 1 and a sentence when it can't go on."),
    ),
    "manage": (_("Django's own commands, for developers"), ""),
}  # fmt: skip
SETTINGS = {
    "PORT=8000": _("port of the web server"),
    "HOST=127.0.0.1": _("address it listens on; others only behind a proxy with HTTPS"),
    "DATA_DIR=var": _("folder of everything the room keeps"),
    "DATABASE_URL=": _("postgresql://… for a county; empty: SQLite in DATA_DIR"),
    "PUBLIC_URL=": _("address people use, https://…"),
}


class Help(argparse.RawDescriptionHelpFormatter):
    """argparse's page with its headings in the terminal's language, and paragraphs as they were written."""

    def add_usage(
        self,
        usage: str | None,
        actions: Iterable[argparse.Action],
        groups: "Iterable[argparse._MutuallyExclusiveGroup]",
        prefix: str | None = None,
    ) -> None:
        super().add_usage(usage, actions, groups, _("usage: ") if prefix is None else prefix)

    def start_section(self, heading: str | None) -> None:
        said = {"options": _("options"), "positional arguments": _("what it needs")}
        super().start_section(said.get(heading or "", heading))


def parser(does: Mapping[str, Command]) -> argparse.ArgumentParser:
    """Every command; `does` gives each its function. `import` and `manage` read their own words."""
    top = page("shouwang", _("Runs a village police room. Without a command: run.") + "\n\n" + _listed())
    top.usage = "shouwang [-h] COMMAND …"
    top.epilog = (
        _("More about one of them: shouwang COMMAND --help")
        + "\n\n"
        + _("Settings come from the environment:")
        + "\n"
        + columns(SETTINGS)
        + "\n"
        + _("All of them: %(file)s") % {"file": "docs/reference/settings.md"}
    )
    top.set_defaults(command=does["run"], demo=True)
    commands = top.add_subparsers(metavar="COMMAND", help=argparse.SUPPRESS, prog="shouwang")
    made = {}
    for name, (short, long) in COMMANDS.items():
        made[name] = commands.add_parser(name, formatter_class=Help, add_help=False, allow_abbrev=False)
        made[name].description = f"{short[:1].upper()}{short[1:]}\n\n{long}"
        made[name].set_defaults(command=does.get(name))
        _with_help(made[name])
    made["run"].add_argument("--no-demo", dest="demo", action="store_false", help=_("leave an empty database empty"))
    where = _("where to, ending in .tar.gz; must not exist yet")
    made["backup"].add_argument("file", metavar=_("FILE"), help=where)
    made["restore"].add_argument("file", metavar=_("FILE"), help=_("the backup"))
    _speaker(made["speaker"])
    return top


def _speaker(made: argparse.ArgumentParser) -> None:
    add = made.add_argument
    add("--server", required=True, metavar="URL", help=_("the room's address, https://…"))
    add("--token-file", required=True, type=Path, metavar=_("FILE"), help=_("holds the key that the desk showed once"))
    add(
        "--data",
        required=True,
        type=Path,
        metavar=_("FOLDER"),
        help=_("where sounds and the record of playings are kept"),
    )
    where = _("device, file:FOLDER, rtp://GROUP:PORT or icecast://source:PASSWORD@HOST:PORT/MOUNT")
    add("--output", default=os.environ.get("SPEAKER_OUTPUT") or "device", metavar=_("WHERE"), help=where)
    command = _("plays a WAV from its standard input, for device (aplay -q -)")
    usual = os.environ.get("SPEAKER_COMMAND") or "aplay -q -"
    add("--command", dest="command_line", default=usual, metavar=_("COMMAND"), help=command)
    add("--ca", type=Path, metavar=_("FILE"), help=_("certificate of the room's own authority"))
    add("--cache", type=int, default=500, metavar=_("MEGABYTES"), help=_("how much the sounds may take (500)"))
    say_only = _("fetch once, say what would be played today, and play nothing")
    add("--check", "--once", dest="check", action="store_true", help=say_only)


def page(prog: str, description: str = "") -> argparse.ArgumentParser:
    """A parser whose help looks like the others."""
    made = argparse.ArgumentParser(
        prog, description=description, formatter_class=Help, add_help=False, allow_abbrev=False
    )
    _with_help(made)
    return made


def columns(said: Mapping[str, str]) -> str:
    """Two columns, the first as wide as it must be."""
    width = max(map(len, said))
    return "\n".join(f"  {name:<{width}}  {words}" for name, words in said.items())


def _listed() -> str:
    return columns({name: short for name, (short, _long) in COMMANDS.items()})


def _with_help(made: argparse.ArgumentParser) -> None:
    made.add_argument("-h", "--help", action="help", help=_("show this page"))
