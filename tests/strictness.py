"""What makes the tests' world stricter than the room's: undefined template variables, and the network."""

import ipaddress
import sys
from pathlib import Path
from types import FrameType
from typing import Any

ROOT = Path(__file__).resolve().parent.parent


class UndefinedVariable(Exception):
    """A template of ours prints a variable its view did not pass."""


class UndefinedFails(str):
    """Django's `string_if_invalid`: fails for our templates, prints nothing for other people's."""

    __slots__ = ()

    def __mod__(self, variable: object) -> str:
        template = _template(sys._getframe(1))
        if template and Path(template).is_relative_to(ROOT / "src"):
            raise UndefinedVariable(f"{variable} in {template}")
        return ""


def _template(frame: FrameType | None) -> str:
    """The file of the template being rendered, found in Django's own frames."""
    while frame is not None:
        context = frame.f_locals.get("context")
        if current := getattr(getattr(context, "render_context", None), "template", None):
            return str(current.origin.name)
        frame = frame.f_back
    return ""


class NetworkUsed(Exception):
    """A test spoke to another machine."""


def refuse_other_machines(event: str, arguments: tuple[Any, ...]) -> None:
    """An audit hook: loopback and Unix sockets only, and no names asked of a name server."""
    if event == "socket.connect":
        address = arguments[1]
        host = address[0] if isinstance(address, tuple) else ""
    elif event == "socket.getaddrinfo":
        host = arguments[0] or ""
    else:
        return
    if host and not _is_here(host.decode() if isinstance(host, bytes) else str(host)):
        raise NetworkUsed(f"{event} {host}")


def _is_here(host: str) -> bool:
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        return host == "localhost"
    return address.is_loopback or address.is_unspecified
