"""Reasons the program gives itself, kept as a key and said in the reader's language; what somebody wrote is said as it is."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

TAKEN_BACK, DECLINED, DRAFTED_ANEW = ":taken_back", ":declined", ":drafted_anew"
_SAID: Mapping[str, Promise] = {
    TAKEN_BACK: _("taken back on the public page"),
    DECLINED: _("can't come"),
    DRAFTED_ANEW: _("drafted anew"),
}


def said(reason: str) -> str:
    """The reason in words."""
    return str(_SAID.get(reason, reason))
