"""The outreach part as a Django app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class OutreachConfig(AppConfig):
    name = "shouwang.systems.outreach"
    label = "outreach"

    def ready(self) -> None:
        from shouwang.kernel.notices import wording

        wording.register("bulletin.released", subject=_("%(room)s: %(title)s"), body="%(text)s")
        wording.register(
            "bulletin.relayed",
            subject="%(title)s",
            body=_("%(text)s\nIssued by: %(issuer)s, number %(number)s. Passed on by %(room)s."),
        )
