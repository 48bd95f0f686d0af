"""An alert as CAP 1.2 (OASIS, 1 July 2010) from plain data.

Times have the room's own +08:00: the schema takes no Z. Tests hold it against the schema of OASIS.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from lxml import etree

from shouwang.surfaces.api.feeds.atom import NOT_XML

MEDIA_TYPE = "application/cap+xml; charset=utf-8"
NAMESPACE = "urn:oasis:names:tc:emergency:cap:1.2"
CHINA = ZoneInfo("Asia/Shanghai")


@dataclass(frozen=True)
class Named:
    """Which message is meant: who sent it, its identifier (no blank, comma, < or &), when."""

    sender: str
    identifier: str
    sent: datetime

    @property
    def reference(self) -> str:
        """As another message refers to it."""
        return f"{self.sender},{self.identifier},{moment(self.sent)}"


@dataclass(frozen=True)
class Info:
    """What is said, in one language."""

    language: str
    event: str
    sender_name: str
    headline: str
    description: str


@dataclass(frozen=True)
class Sound:
    """A recording of it."""

    words: str
    media: str
    length: int
    url: str


@dataclass(frozen=True)
class Alert:
    """One message. `kind` is Alert, Update or Cancel; the last two refer to what they change. `source` and `number` are
    those of a warning that is passed on. `area` in words or empty, `division` is the code of GB/T 2260 or empty."""

    name: Named
    kind: str
    category: str
    urgency: str
    severity: str
    certainty: str
    area: str
    web: str
    infos: Sequence[Info]
    references: Sequence[Named] = ()
    source: str = ""
    number: str = ""
    level: str = ""
    contact: str = ""
    division: str = ""
    expires: datetime | None = None
    effective: datetime | None = None
    sound: Sound | None = None


def moment(at: datetime) -> str:
    """2026-11-28T09:30:00+08:00"""
    return at.astimezone(CHINA).replace(microsecond=0).isoformat()


def build(alert: Alert) -> bytes:
    """UTF-8 XML. The order of elements is the schema's."""
    root = etree.Element(f"{{{NAMESPACE}}}alert", nsmap={None: NAMESPACE})
    _add(root, "identifier", alert.name.identifier)
    _add(root, "sender", alert.name.sender)
    _add(root, "sent", moment(alert.name.sent))
    _add(root, "status", "Actual")
    _add(root, "msgType", alert.kind)
    _add(root, "source", alert.source)
    _add(root, "scope", "Public")
    _add(root, "references", " ".join(one.reference for one in alert.references))
    _add(root, "incidents", f'"{alert.number}"' if " " in alert.number else alert.number)
    for info in alert.infos:
        _add_info(root, alert, info)
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8"))


def _add_info(root: etree._Element, alert: Alert, info: Info) -> None:
    part = etree.SubElement(root, f"{{{NAMESPACE}}}info")
    _add(part, "language", info.language)
    _add(part, "category", alert.category)
    _add(part, "event", info.event)
    _add(part, "urgency", alert.urgency)
    _add(part, "severity", alert.severity)
    _add(part, "certainty", alert.certainty)
    _add(part, "effective", moment(alert.effective) if alert.effective else "")
    _add(part, "expires", moment(alert.expires) if alert.expires else "")
    _add(part, "senderName", info.sender_name)
    _add(part, "headline", info.headline)
    _add(part, "description", info.description)
    _add(part, "web", alert.web)
    _add(part, "contact", alert.contact)
    for name, value in (("RelayedSource", alert.source), ("RelayedNumber", alert.number), ("Level", alert.level)):
        _add_pair(part, "parameter", name, value)
    if alert.sound:
        resource = etree.SubElement(part, f"{{{NAMESPACE}}}resource")
        _add(resource, "resourceDesc", alert.sound.words)
        _add(resource, "mimeType", alert.sound.media)
        _add(resource, "size", str(alert.sound.length))
        _add(resource, "uri", alert.sound.url)
    if alert.area:
        area = etree.SubElement(part, f"{{{NAMESPACE}}}area")
        _add(area, "areaDesc", alert.area)
        _add_pair(area, "geocode", "GB/T 2260", alert.division)


def _add_pair(parent: etree._Element, tag: str, name: str, value: str) -> None:
    if value:
        pair = etree.SubElement(parent, f"{{{NAMESPACE}}}{tag}")
        _add(pair, "valueName", name)
        _add(pair, "value", value)


def _add(parent: etree._Element, tag: str, text: str) -> None:
    """Nothing for nothing: an empty element would say something else."""
    if text:
        etree.SubElement(parent, f"{{{NAMESPACE}}}{tag}").text = NOT_XML.sub("", text)
