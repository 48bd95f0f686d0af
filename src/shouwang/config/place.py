"""Where the room is: its folder, its database, its address. Apart from the settings, because `restore` must know it
before the settings make new secrets there, and `run` before Django is loaded."""

from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

from shouwang.config import environment as env

ROOT = Path(__file__).resolve().parents[3]


def data_dir() -> Path:
    """DATA_DIR, made when it is missing."""
    return env.folder("DATA_DIR", ROOT / "var")


def port() -> int:
    """PORT of the web server."""
    return env.number("PORT", 8000)


def public_url() -> str:
    """The address people use."""
    return env.text("PUBLIC_URL", f"http://localhost:{port()}").rstrip("/")


def database(data: Path) -> dict[str, Any]:
    """DATABASE_URL as Django wants it: empty for SQLite in DATA_DIR, or postgresql://user:password@host:port/name."""
    url = env.text("DATABASE_URL")
    if not url or url.startswith("sqlite:"):
        return {
            "ENGINE": "shouwang.config.fair_sqlite",
            "NAME": url.removeprefix("sqlite:///") or str(data / "shouwang.sqlite3"),
            # Opening costs as much as a short page, and closing the last connection of all writes the whole log back.
            "CONN_MAX_AGE": None,
            "OPTIONS": {
                "transaction_mode": "IMMEDIATE",
                "timeout": 20,
                "init_command": (
                    "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;"
                    # What was erased must not stay readable in the file; Debian's SQLite does so by itself, others don't.
                    "PRAGMA secure_delete=ON;"
                    "PRAGMA mmap_size=268435456; PRAGMA cache_size=-65536; PRAGMA temp_store=MEMORY"
                ),
            },
        }
    parts = urlsplit(url)
    if parts.scheme not in {"postgres", "postgresql"}:
        raise ImproperlyConfigured(f"DATABASE_URL begins with {parts.scheme!r}: write sqlite:/// or postgresql://")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(parts.hostname or "") or dict(parse_qsl(parts.query)).get("host", ""),
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
    }
