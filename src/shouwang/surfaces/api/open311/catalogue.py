"""Services: the topics that are public, each with a code of its kind and key ("report-streetlight")."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from shouwang.kernel.matters import kinds
from shouwang.kernel.matters.kinds import Kind, Topic
from shouwang.surfaces.api.open311.faults import bad, unknown
from shouwang.surfaces.api.open311.formats import Value

URGENT = "urgent"


@dataclass(frozen=True)
class Service:
    """A public topic of a kind."""

    kind: Kind
    topic: Topic

    @property
    def code(self) -> str:
        return f"{self.kind.key}-{self.topic.key}"

    @property
    def has_attributes(self) -> bool:
        """Urgency is asked for as on the public page: not where every matter is urgent by itself."""
        return not self.topic.is_urgent


def services() -> list[Service]:
    """Every service, in the order people meet them."""
    return [Service(kind, topic) for kind in kinds.known() for topic in kind.topics if topic.is_public]


def service(code: str) -> Service:
    """The service of a code. Raises Refusal 404; a private topic is as unknown as none."""
    for known in services():
        if known.code == code:
            return known
    raise unknown(_("There is no service with this service_code."))


def listed(known: Service) -> Value:
    """The service as the list shows it."""
    return {
        "service_code": known.code,
        "service_name": str(known.topic.name),
        "description": _description(known),
        "metadata": known.has_attributes,
        "type": "realtime",
        "keywords": f"{known.kind.name},{known.topic.name}",
        "group": str(known.kind.name),
    }


def definition(known: Service) -> Value:
    """The attributes of a service. Raises Refusal 404 where metadata is false."""
    if not known.has_attributes:
        raise unknown(_("This service has no attributes."))
    urgent: Value = {
        "variable": True,
        "code": URGENT,
        "datatype": "singlevaluelist",
        "required": False,
        "datatype_description": _("Choose one."),
        "order": 1,
        "description": _("Can it not wait until tomorrow?"),
        "values": [{"key": "no", "name": _("It can wait")}, {"key": "yes", "name": _("It can't wait")}],
    }
    return {"service_code": known.code, "attributes": [urgent]}


def is_urgent(known: Service, attributes: Mapping[str, list[str]]) -> bool:
    """What the attributes say. Raises Refusal 400 for one the service does not have or a value it does not know.

    A client that remembers an older definition may still say of a fire that it can't wait: that is no reason to refuse it.
    """
    for code, values in attributes.items():
        if code != URGENT:
            raise bad(_("This service has no attribute %(code)s.") % {"code": code[:40]})
        if len(values) != 1 or values[0] not in ("no", "yes"):
            raise bad(_("attribute[%(code)s] should be one of: %(keys)s.") % {"code": URGENT, "keys": "no, yes"})
    return attributes.get(URGENT) == ["yes"]


def _description(known: Service) -> str:
    parts = [str(known.topic.hint)] if known.topic.hint else [str(known.kind.public_hint)]
    if known.topic.call_first:
        parts.insert(0, _("In danger call %(number)s first.") % {"number": known.topic.call_first})
    return " ".join(parts)
