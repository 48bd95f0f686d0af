"""The outreach part as a Django app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class OutreachConfig(AppConfig):
    name = "shouwang.systems.outreach"
    label = "outreach"

    def ready(self) -> None:
        from shouwang.kernel.figures import measures
        from shouwang.kernel.notices import wording
        from shouwang.systems.outreach.measures import MEASURES

        wording.register("bulletin.released", subject=_("%(room)s: %(title)s"), body="%(text)s")
        wording.register(
            "speaker.silent",
            subject=_("Loudspeaker %(speaker)s is silent"),
            body=_(
                "Nothing was heard of %(speaker)s in %(village)s since %(since)s. Is it plugged in, is the network up?"
            ),
        )
        for measure in MEASURES:
            measures.register(measure)
