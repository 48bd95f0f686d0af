"""Where disputes come from, how they end, and the classes that returns and practice sort them by.

The keys of the first three are those of models.dispute.
"""

from typing import Final

from django.utils.translation import gettext_lazy as _

from shouwang.systems.mediation.codes.table import Code, Status, Table

SOURCES: Final = Table(
    key="sources",
    name=_("How the committee came by the dispute"),
    source=_("People's Mediation Law, Articles 17 and 18"),
    status=Status.CONFIRMED,
    codes=(
        Code("application", _("a party asked for it")),
        Code("own", _("the committee began it itself")),
        Code("referral", _("passed on by somebody")),
    ),
)
REFERRERS: Final = Table(
    key="referrers",
    name=_("Who referred the dispute"),
    source=_("Registers of several places"),
    status=Status.EXAMPLE,
    codes=(
        Code("police", _("police")),
        Code("110", _("110")),
        Code("court", _("court")),
        Code("township", _("township")),
        Code("petition", _("petition office")),
        Code("other", _("somebody else")),
    ),
)
RESULTS: Final = Table(
    key="results",
    name=_("How mediation ended"),
    source=_("People's Mediation Law, Articles 17, 23, 26 and 28; the ladder by practice"),
    status=Status.EXAMPLE,
    codes=(
        Code("written", _("agreement in writing")),
        Code("oral", _("agreement by word of mouth")),
        Code("none", _("no agreement")),
        Code("left", _("a party withdrew")),
        Code("passed", _("settled one level up")),
        Code("stopped", _("stopped: not for mediation")),
    ),
)
SIZES: Final = Table(
    key="sizes",
    name=_("Persons involved, in the county's return"),
    source=_("Layout of a county's monthly return"),
    status=Status.EXAMPLE,
    codes=(
        Code("below-50", _("fewer than 50")),
        Code("50-100", _("50 to 100")),
        Code("101-500", _("101 to 500")),
        Code("above-500", _("more than 500")),
    ),
)
COLOURS: Final = Table(
    key="colours",
    name=_("Colours of risk"),
    source=_("Practice of one city, 2024"),
    status=Status.EXAMPLE,
    codes=(
        Code("red", _("Red: reported at once")),
        Code("orange", _("Orange: handled the same day")),
        Code("yellow", _("Yellow: settled on the spot")),
    ),
)
_MOST: Final = ((49, "below-50"), (100, "50-100"), (500, "101-500"))


def size_of(people: int) -> str:
    """The class of the return that so many persons fall into."""
    return next((key for most, key in _MOST if people <= most), "above-500")
