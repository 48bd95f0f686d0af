"""The outreach part as a Django app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class OutreachConfig(AppConfig):
    name = "shouwang.systems.outreach"
    label = "outreach"

    def ready(self) -> None:
        from shouwang.kernel.figures import measures
        from shouwang.kernel.files import guards
        from shouwang.kernel.matters import kinds
        from shouwang.kernel.notices import wording
        from shouwang.kernel.people import holdings, needed
        from shouwang.systems.outreach import scam_kind
        from shouwang.systems.outreach.actions.gatherings import ANNOUNCED, CHANGED, NONE_YET, OFF
        from shouwang.systems.outreach.actions.gatherings import forget_person as forget_asker
        from shouwang.systems.outreach.actions.scams import forget_person
        from shouwang.systems.outreach.measures import MEASURES
        from shouwang.systems.outreach.queries import gatherings, sounds
        from shouwang.systems.outreach.queries.holdings import in_questions

        for measure in MEASURES:
            measures.register(measure)
        guards.register(gatherings.may_look_at_file)
        guards.register(sounds.may_look_at_file)
        wording.register("bulletin.released", subject=_("%(room)s: %(title)s"), body="%(text)s")
        kinds.register(scam_kind.KIND)
        needed.register_forgetting(forget_person)
        needed.register_forgetting(forget_asker)
        holdings.register(in_questions)
        wording.register("campaign.released", subject=_("%(room)s: %(title)s"), body="%(text)s")
        wording.register(
            "speaker.silent",
            subject=_("Loudspeaker %(speaker)s is silent"),
            body=_(
                "Nothing was heard of %(speaker)s in %(village)s since %(since)s. Is it plugged in, is the network up?"
            ),
        )
        wording.register(
            ANNOUNCED, subject=_("%(room)s: %(topic)s"), body=_("%(text)s\nWhen: %(when)s\nWhere: %(where)s")
        )
        wording.register(
            CHANGED,
            subject=_("%(room)s: changed: %(topic)s"),
            body=_("%(text)s\nWhen: %(when)s\nWhere: %(where)s"),
        )
        wording.register(
            OFF,
            subject=_("%(room)s: called off: %(topic)s"),
            body=_("It does not take place.\nWhen: %(when)s\nWhere: %(where)s\nWhy: %(why)s"),
        )
        wording.register(
            NONE_YET,
            subject=_("%(room)s: no meeting with villagers yet this month"),
            body=_("One a month is promised. Plan it under Outreach, Meetings."),
        )
        wording.register(
            "bulletin.relayed",
            subject="%(title)s",
            body=_("%(text)s\nIssued by: %(issuer)s, number %(number)s. Passed on by %(room)s."),
        )
