"""The outreach part as a Django app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class OutreachConfig(AppConfig):
    name = "shouwang.systems.outreach"
    label = "outreach"

    def ready(self) -> None:
        from shouwang.kernel.figures import measures
        from shouwang.kernel.files import guards
        from shouwang.kernel.notices import wording
        from shouwang.systems.outreach.measures import MEASURES
        from shouwang.systems.outreach.queries.sounds import may_look_at_file

        wording.register("bulletin.released", subject=_("%(room)s: %(title)s"), body="%(text)s")
        wording.register("campaign.released", subject=_("%(room)s: %(title)s"), body="%(text)s")
        wording.register(
            "speaker.silent",
            subject=_("Loudspeaker %(speaker)s is silent"),
            body=_(
                "Nothing was heard of %(speaker)s in %(village)s since %(since)s. Is it plugged in, is the network up?"
            ),
        )
        for measure in MEASURES:
            measures.register(measure)
        guards.register(may_look_at_file)
