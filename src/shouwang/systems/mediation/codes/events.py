"""Types and sizes of events after GB/T 31000-2015, from second hand: the standard itself was not read.

Its list of groups is kept whole, so that a return to a system that uses it lacks none; no form ever requires one.
"""

from collections.abc import Iterator
from typing import Final

from django.utils.translation import gettext_lazy as _

from shouwang.kernel.matters.kinds import Words
from shouwang.systems.mediation.codes.table import Code, Status, Table

SOURCE: Final = _("GB/T 31000-2015 from second hand, not compared with the standard; wording by the program")
OTHER: Final = _("other")

# The group, its name, and the names of its members, numbered from 01. None: a number that is known, its name is not.
_GROUPS: Final[tuple[tuple[str, Words, tuple[Words | None, ...]], ...]] = (
    (
        "01",
        _("Marriage, love and family"),
        (_("love and marriage"), _("support, care and guardianship"), _("dividing property and inheritance")),
    ),
    (
        "02",
        _("Neighbours"),
        (
            _("water, drainage, passage, air and light"),
            _("use of land and buildings side by side"),
            _("damage and pollution next door"),
        ),
    ),
    (
        "03",
        _("Rights of the person"),
        (_("name and picture"), _("reputation and privacy"), _("life, body, health and liberty")),
    ),
    (
        "04",
        _("Property rights"),
        (_("giving back and compensation"), _("management of housing estates"), _("registration of houses and land")),
    ),
    (
        "05",
        _("Liability for damage"),
        (
            _("school or kindergarten"),
            _("medical treatment"),
            _("traffic accident"),
            _("pollution of the environment"),
            _("bad products"),
            _("on the Internet"),
            _("helping or working for somebody"),
        ),
    ),
    (
        "06",
        _("Contracts"),
        (
            _("buying and services"),
            _("sale and lease of houses"),
            _("trade in goods"),
            _("transport and storage"),
        ),
    ),
    (
        "07",
        _("Work and personnel"),
        (
            _("work contract and dispatch"),
            _("social insurance"),
            _("wages and benefits"),
            _("staff of public bodies"),
        ),
    ),
    (
        "08",
        _("Finance and lending"),
        (_("securities and futures"), _("investment and trust"), _("insurance"), _("loans and guarantees")),
    ),
    (
        "09",
        _("Land and natural resources"),
        (
            _("contracted farmland"),
            _("use of a homestead"),
            _("forest, grassland and minerals"),
            _("waters and mudflats"),
        ),
    ),
    (
        "10",
        _("Other civil and commercial matters"),
        (
            _("intellectual property"),
            _("companies and enterprises"),
            _("shipping and the sea"),
            _("competition"),
            _("bills and cheques"),
            _("gain without a reason"),
        ),
    ),
    (
        "11",
        _("Building in town and country"),
        (
            _("state land taken, houses torn down"),
            _("collective land taken"),
            _("planning and illegal building"),
            _("roads, pipes and other works"),
            _("resettlement"),
        ),
    ),
    (
        "12",
        _("Civil affairs"),
        (_("village elections and administration"), _("relief and allowances"), _("borders of districts")),
    ),
    (
        "13",
        _("Other administration"),
        (
            _("city management"),
            _("education and culture"),
            _("trade, market and taxes"),
            _("safety at work"),
            _("transport"),
            _("harbours and fishing"),
            _("family planning"),
        ),
    ),
    (
        "14",
        _("Law and courts"),
        (_("the police's work"), _("the procuratorate's work"), _("the courts' work"), _("justice administration")),
    ),
    ("15", _("Organisation and discipline"), (None, _("conduct of cadres"))),
    ("16", _("Ethnic and religious affairs"), (None, None)),
)
WITHOUT_OTHER: Final = frozenset({"14", "16"})  # groups for which no "other" was seen


def _codes() -> Iterator[Code]:
    for group, name, members in _GROUPS:
        yield Code(group, name)
        for number, member in enumerate(members, start=1):
            yield Code(f"{group}{number:02}", member or _("without a known name"), group)
        if group not in WITHOUT_OTHER:
            yield Code(f"{group}99", OTHER, group)
    yield Code("99", OTHER)


EVENTS: Final = Table(
    key="events", name=_("Types of events"), source=SOURCE, status=Status.UNVERIFIED, codes=tuple(_codes())
)
SCALES: Final = Table(
    key="scales",
    name=_("Sizes of events"),
    source=SOURCE,
    status=Status.UNVERIFIED,
    codes=(
        Code("01", _("single persons")),
        Code("02", _("a group")),
        Code("03", _("a large group")),
    ),
)
