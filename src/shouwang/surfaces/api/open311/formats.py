"""The same answer as XML or JSON. In JSON the wrapper disappears, so a list stands at the top."""

import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from xml.etree import ElementTree

from django.http import HttpResponse
from django.utils import timezone

Value = str | int | float | bool | None | datetime | Mapping[str, "Value"] | Sequence["Value"]

MEDIA_TYPES = {"xml": "text/xml; charset=utf-8", "json": "application/json; charset=utf-8"}

DECLARATION = b'<?xml version="1.0" encoding="UTF-8"?>\n'

# What one of a list is called.
ONE_OF = {
    "services": "service",
    "service_requests": "request",
    "errors": "error",
    "attributes": "attribute",
    "values": "value",
    "endpoints": "endpoint",
    "formats": "format",
}


def format_of(path: str) -> str:
    """What an address asks for by its ending; XML, which the standard requires, when it names nothing known."""
    ending = path.rpartition(".")[2]
    return ending if ending in MEDIA_TYPES else "xml"


def answer(fmt: str, root: str, value: Value, status: int = 200) -> HttpResponse:
    """The value under its root name."""
    content = _xml(root, value) if fmt == "xml" else json.dumps(_plain(value), ensure_ascii=False).encode()
    return HttpResponse(content, status=status, content_type=MEDIA_TYPES[fmt])


def moment(value: datetime) -> str:
    """W3C date and time with zone, as 2026-11-24T09:30:00+08:00."""
    return timezone.localtime(value).isoformat(timespec="seconds")


def _plain(value: Value) -> object:
    if isinstance(value, datetime):
        return moment(value)
    if isinstance(value, str):
        return _clean(value)
    if isinstance(value, Mapping):
        return {name: _plain(part) for name, part in value.items()}
    if isinstance(value, Sequence):
        return [_plain(part) for part in value]
    return value


def _xml(root: str, value: Value) -> bytes:
    element = ElementTree.Element(root)
    _fill(element, value)
    return DECLARATION + ElementTree.tostring(element, encoding="unicode").encode()


def _fill(element: ElementTree.Element, value: Value) -> None:
    if isinstance(value, Mapping):
        for name, part in value.items():
            _fill(ElementTree.SubElement(element, name), part)
    elif isinstance(value, Sequence) and not isinstance(value, str):
        for part in value:
            _fill(ElementTree.SubElement(element, ONE_OF[element.tag]), part)
    elif value is not None:
        plain = _plain(value)
        element.text = str(plain).lower() if isinstance(plain, bool) else str(plain)


def _clean(text: str) -> str:
    """Without the control characters that XML can't hold, in both formats, so that both say the same."""
    return "".join(sign for sign in text.replace("\r\n", "\n") if sign in "\n\t" or _may_stand(ord(sign)))


def _may_stand(point: int) -> bool:
    return 0x20 <= point <= 0xD7FF or 0xE000 <= point <= 0xFFFD or 0x10000 <= point <= 0x10FFFF
