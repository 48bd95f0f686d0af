"""Typed readers of the environment. A bad value stops the start with words that say what to write."""

import os
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

from shouwang.lib.brokers import Broker, read

TRUE = {"1", "true", "yes", "on"}
FALSE = {"0", "false", "no", "off", ""}


def text(name: str, default: str = "") -> str:
    """The variable, or the content of the file named by NAME_FILE (for secrets), or the default."""
    if path := os.environ.get(f"{name}_FILE"):
        return Path(path).read_text(encoding="utf-8").strip()
    return os.environ.get(name, default)


def flag(name: str, *, default: bool = False) -> bool:
    value = os.environ.get(name)
    if value is None:
        return default
    if value.lower() in TRUE:
        return True
    if value.lower() in FALSE:
        return False
    raise ImproperlyConfigured(f"{name} is {value!r}: write 1 for yes or 0 for no")


def number(name: str, default: int, *, within: tuple[int, int] | None = None) -> int:
    value = os.environ.get(name)
    if not value:
        return default
    try:
        read = int(value)
    except ValueError:
        raise ImproperlyConfigured(f"{name} is {value!r}: write a whole number") from None
    if within and not within[0] <= read <= within[1]:
        raise ImproperlyConfigured(f"{name} is {value!r}: write a number from {within[0]} to {within[1]}")
    return read


def needed(name: str, value: str, *, when: bool, because: str) -> None:
    """Stop the start where one variable makes another necessary."""
    if when and not value:
        raise ImproperlyConfigured(f"{name} is empty, and {because}: write it")


def choice(name: str, default: str, known: tuple[str, ...]) -> str:
    """One of the known words."""
    value = os.environ.get(name) or default
    if value not in known:
        raise ImproperlyConfigured(f"{name} is {value!r}: write {' or '.join(known)}")
    return value


def words(name: str, default: str = "") -> list[str]:
    """A comma-separated list; empty parts are dropped."""
    return [part.strip() for part in text(name, default).split(",") if part.strip()]


def folder(name: str, default: Path) -> Path:
    """A folder, made when it is missing."""
    path = Path(os.environ.get(name) or default).expanduser().resolve()
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ImproperlyConfigured(f"{name} is {path}: the folder can't be made ({error.strerror})") from None
    return path


def broker(name: str, default: Broker | None = None) -> Broker | None:
    """The MQTT broker at the address in the variable; the default where it is empty."""
    if not (address := text(name)):
        return default
    try:
        return read(address)
    except ValueError as error:
        # Without the value: it may hold a password.
        raise ImproperlyConfigured(f"{name}: {error}") from None
