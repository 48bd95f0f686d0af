"""`make docs`: writes docs/reference from the code, so that it can't say something else. `--check` only compares."""

import ast
import os
import sys
import tempfile
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from types import ModuleType

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "src" / "shouwang"
REFERENCE = ROOT / "docs" / "reference"
READERS = {"text", "choice", "flag", "number", "words", "folder", "broker", "_kept_secret"}
NOTE = "<!-- Made by `make docs` from the code. -->\n\n"

# What each variable of the environment is for. One that is read and not explained here, or the other way round,
# stops `make docs` and `make check`.
EXPLAINED = {
    "PORT": "Port of the web server.",
    "HOST": "Address the web server listens on. Others than this machine's own need a reverse proxy with HTTPS.",
    "DATA_DIR": "Folder of everything the room keeps: database, files, secrets.",
    "DATABASE_URL": "`postgresql://user:password@host:port/name` for a county; empty: SQLite in DATA_DIR.",
    "SECRET_KEY": "Signs sessions and links. Made at the first start and kept in DATA_DIR.",
    "FIELD_KEY": "Seals names, telephones, ID numbers. Made at the first start and kept in DATA_DIR. Lost key, lost fields.",
    "DEBUG": "Shows errors with their insides. Never in a room that is open to others.",
    "ALLOWED_HOSTS": "Names the room answers to, separated by commas.",
    "TRUSTED_ORIGINS": "Addresses forms may come from besides its own (`https://room.example.cn`), separated by commas.",
    "PUBLIC_URL": "Address people use; printed in QR codes and links.",
    "BEHIND_HTTPS": "The reverse proxy speaks HTTPS: cookies, redirects and headers are made for that.",
    "UPLOAD_DIR": "Folder for uploads under way; same disk as DATA_DIR.",
    "EMAIL_HOST": "Mail server for notices; empty: no mail.",
    "EMAIL_PORT": "Its port.",
    "EMAIL_USER": "Account on it.",
    "EMAIL_PASSWORD": "Password of the account.",
    "EMAIL_SSL": "TLS from the first byte (port 465).",
    "EMAIL_FROM": "Sender of the mails.",
    "SECOND_FACTOR": "`offered`: who may see reporters is reminded of the second step; `required`: works only with it.",
    "MAP_TILES_URL": "Source of map tiles, `https://…/{z}/{x}/{y}.png` or `.pbf`; empty: the village's own shapes only.",
    "MAP_TILES_DATUM": "What the tiles or the file are drawn in: `wgs84`, or `gcj02` for Chinese tile services.",
    "MAP_PMTILES_FILE": "A PMTiles file here, instead of tiles from elsewhere: pictures, Protomaps or OpenMapTiles layers.",
    "WEBHOOKS_TO_PRIVATE_ADDRESSES": "Lets webhooks reach the machine's own network; only where all who add one are trusted.",
    "MQTT_URL": "Broker that wakes loudspeakers, `mqtt://user:password@host:1883/topic`, `mqtts://` for TLS; empty: none.",
    "MQTT_SPEAKERS_URL": "The same broker as the players reach it, with their own account; empty: as MQTT_URL.",
    "SPEECH_ENGINE": "Who reads texts aloud: `espeak` (espeak-ng here), `command`, `http`, or `none`: recordings only.",
    "SPEECH_COMMAND": "A program that takes hanzi on its input and writes audio to its output, or to `{output}`; no shell.",
    "SPEECH_URL": "An engine that answers a POST of hanzi (text/plain, UTF-8) with audio; may stand in the room's own network.",
    "SPEECH_TOKEN": "Sent to it as `Authorization: Bearer …`.",
    "SPEECH_SPEED": "How fast espeak-ng speaks, 80 to 300.",
    "SPEECH_PITCH": "How high espeak-ng speaks, 0 to 99.",
    "LOG_LEVEL": "What the log says: DEBUG, INFO, WARNING, ERROR.",
}


def main(check: bool) -> int:
    with tempfile.TemporaryDirectory() as data:
        os.environ |= {"DATA_DIR": data, "DJANGO_SETTINGS_MODULE": "shouwang.config.settings", "DATABASE_URL": ""}
        import django

        django.setup()
        pages = {
            "settings.md": settings(),
            "permissions.md": permissions(),
            "lifecycles.md": lifecycles(),
            "kept.md": kept(),
            "interface.md": interface(),
            "codes.md": codes(),
        }
    if check:
        old = [name for name, text in pages.items() if not is_same(REFERENCE / name, text)]
        if old:
            print(f"docs/reference is not what the code says: {', '.join(old)}; make docs")
        return 1 if old else 0
    REFERENCE.mkdir(parents=True, exist_ok=True)
    for name, text in pages.items():
        (REFERENCE / name).write_text(text, encoding="utf-8")
    return 0


def is_same(path: Path, text: str) -> bool:
    return path.exists() and path.read_text(encoding="utf-8") == text


def settings() -> str:
    """Every variable the code reads, in the order it is read, with its default as written there."""
    found = {"HOST": "127.0.0.1"} | dict(read_variables())
    unknown, gone = found.keys() - EXPLAINED.keys(), EXPLAINED.keys() - found.keys()
    if unknown or gone:
        sys.exit(f"setup/reference.py explains not {sorted(unknown)}, and explains {sorted(gone)}, which nothing reads")
    lines = [f"| `{name}` | {f'`{found[name]}`' if found[name] else ''} | {EXPLAINED[name]} |" for name in EXPLAINED]
    about = (
        "# Settings\nAll from the environment. A secret may also be named by a file: `SECRET_KEY_FILE=/run/secrets/key`.\n"
        "A wrong value stops the start with a sentence.\n\n| variable | default | what it does |\n|---|---|---|\n"
    )
    return NOTE + about + "\n".join(lines) + "\n"


def read_variables() -> Iterator[tuple[str, str]]:
    for path in (PACKAGE / "config" / "place.py", PACKAGE / "config" / "settings.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and reader(node.func) and isinstance(node.args[0], ast.Constant):
                default = [*node.args[1:], *(word.value for word in node.keywords)]
                yield str(node.args[0].value), shown(default[0]) if default else ""


def shown(default: ast.expr) -> str:
    return (
        default.value if isinstance(default, ast.Constant) and isinstance(default.value, str) else ast.unparse(default)
    )


def reader(function: ast.expr) -> bool:
    name = function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")
    return name in READERS


def permissions() -> str:
    from django.utils import translation

    from shouwang.kernel.people.permissions import ROLES, Permission

    with translation.override("en"):
        about = "\n".join(f"- **{role.name}** (`{role.key}`): {role.description}" for role in ROLES.values())
    head = "| permission | " + " | ".join(ROLES) + " |\n|---|" + "---|" * len(ROLES)
    rows = [
        f"| `{one.value}` | " + " | ".join("✓" if one in role.permissions else "" for role in ROLES.values()) + " |"
        for one in Permission
    ]
    return NOTE + f"# Roles and permissions\n{about}\n\n{head}\n" + "\n".join(rows) + "\n"


def lifecycles() -> str:
    """A diagram and a table for each lifecycle.py, told by its own docstring."""
    parts = []
    for path in sorted(PACKAGE.rglob("lifecycle.py")):
        name = ".".join(path.relative_to(PACKAGE.parent).with_suffix("").parts)
        module = import_module(name)
        steps = list(steps_of(module))
        if not steps:
            sys.exit(f"{name} has neither TABLE nor MOVES")
        arrows = [f"  {source} --> {target}: {verb}" for verb, sources, target, *_ in steps for source in sources]
        rows = [
            f"| `{verb}` | {', '.join(sources)} | {target} | {who} | {needs} |"
            for verb, sources, target, who, needs in steps
        ]
        parts.append(
            f"## {path.parent.name}\n{(module.__doc__ or '').strip()}\n\n```mermaid\nstateDiagram-v2\n"
            + "\n".join(arrows)
            + "\n```\n\n| step | from | to | who may | needs |\n|---|---|---|---|---|\n"
            + "\n".join(rows)
        )
    return NOTE + "# Lifecycles\n\n" + "\n\n".join(parts) + "\n"


def interface() -> str:
    """Scopes of keys, and every operation of the REST interface with what it needs."""
    from django.utils import translation

    from shouwang.kernel.people.scopes import USES
    from shouwang.surfaces.api.v1.root import api

    with translation.override("en"):
        scopes = "\n".join(f"- `{use.scope}` {use.name}: {use.description}" for use in USES)
        paths = api.get_openapi_schema()["paths"]
    rows = [
        f"| `{method.upper()} {path}` | `{told['x-scope']}` | {needed(told['x-permission'])} | "
        f"{' '.join(told['description'].split())} |"
        for path, methods in paths.items()
        for method, told in methods.items()
    ]
    head = "| operation | scope | permission | what it does |\n|---|---|---|---|\n"
    guide = "How to use it: [for-programs.md](../for-programs.md)."
    about = f"# The interface\n{guide} A key needs the scope, its account the permission.\n"
    return NOTE + f"{about}\n## Scopes\n{scopes}\n\n## Operations\n{head}" + "\n".join(rows) + "\n"


def needed(permission: str) -> str:
    return f"`{permission}`" if permission else "by what is asked for"


def kept() -> str:
    """What each module of tables says in its docstring of how long its rows are kept, and its tables with theirs."""
    parts = []
    for path in sorted([*PACKAGE.rglob("models.py"), *PACKAGE.rglob("models/*.py")]):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        about, _, rule = (ast.get_docstring(tree) or "").partition("Kept: ")
        tables = [node for node in tree.body if isinstance(node, ast.ClassDef) and is_table(node)]
        if not tables:
            continue
        name = ".".join(path.relative_to(PACKAGE).with_suffix("").parts[1:]).removesuffix(".models")
        rows = [f"- `{one.name}`: {first_line(one)}" for one in tables]
        words = " ".join(rule.split()) or "as long as what they belong to."
        parts.append(f"## {name}\n{' '.join(about.split())}\n\n**Kept:** {words}\n\n" + "\n".join(rows))
    return NOTE + "# What each table keeps, and how long\n\n" + "\n\n".join(parts) + "\n"


def codes() -> str:
    """The tables of codes of mediation, each with its source and how far it is known, in both languages."""
    from shouwang.systems.mediation.codes import TABLES
    from shouwang.systems.mediation.codes.topics import OF_TOPICS

    about = (
        "# Tables of codes\nWhat disputes are sorted by. `confirmed`: read in the text of the law or rule. `unverified`: said "
        "to be a standard's, which was not read.\n`example`: one place's practice or a proposal of the program, to be changed "
        "where yours differs.\n\nWhat is chosen first in a form stands for these codes:\n\n"
        "| topic | statistics | suggested event |\n|---|---|---|\n"
    )
    topics = "\n".join(f"| `{key}` | {one.justice} | {one.event} |" for key, one in OF_TOPICS.items())
    parts = []
    for table in TABLES:
        rows = [f"| `{one.key}` | {' | '.join(in_both(one.name))} | {one.within} |" for one in table.codes]
        english, chinese = in_both(table.name)
        parts.append(
            f"## {english} {chinese}\n**{table.status}.** {'. '.join(in_both(table.source))}\n\n"
            "| code | English | 中文 | within |\n|---|---|---|---|\n" + "\n".join(rows)
        )
    return NOTE + about + topics + "\n\n" + "\n\n".join(parts) + "\n"


def in_both(words: object) -> tuple[str, str]:
    from django.utils import translation

    told = []
    for language in ("en", "zh-hans"):
        with translation.override(language):
            told.append(str(words))
    return told[0], told[1]


def is_table(node: ast.ClassDef) -> bool:
    return (
        any(isinstance(base, ast.Attribute) and base.attr == "Model" for base in node.bases) or node.name == "Account"
    )


def first_line(node: ast.ClassDef) -> str:
    return (ast.get_docstring(node) or "").partition("\n")[0]


def steps_of(module: ModuleType) -> Iterator[tuple[str, list[str], str, str, str]]:
    """Verb, sources, target, who, needs: from a TABLE of steps, or from MOVES (verb → sources, target)."""
    for step in getattr(module, "TABLE", ()):
        yield step.verb, list(step.sources), step.target, f"`{step.who}`", ", ".join(getattr(step, "needs", ()))
    for verb, (sources, target) in getattr(module, "MOVES", {}).items():
        yield verb, sorted(sources), target, "the program", ""


if __name__ == "__main__":
    sys.exit(main("--check" in sys.argv))
