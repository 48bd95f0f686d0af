"""Questions about what people asked the room's help for."""

from shouwang.kernel.matters import kinds
from shouwang.kernel.matters.models import Matters

SYSTEM = "services"


def of_services(matters: Matters) -> Matters:
    """Those of the matters whose kind belongs to this part."""
    return matters.filter(kind__in=[kind.key for kind in kinds.known() if kind.system == SYSTEM])
