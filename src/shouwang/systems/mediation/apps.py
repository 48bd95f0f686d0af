"""The mediation part as a Django app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MediationConfig(AppConfig):
    name = "shouwang.systems.mediation"
    label = "mediation"

    def ready(self) -> None:
        from shouwang.kernel.matters import events, kinds, sight
        from shouwang.kernel.notices import wording
        from shouwang.kernel.people import holdings, needed
        from shouwang.systems.mediation import police_kind, tasks
        from shouwang.systems.mediation.kinds import KIND
        from shouwang.systems.mediation.queries.holdings import in_disputes, in_police_cases
        from shouwang.systems.mediation.queries.police import stands_in_case
        from shouwang.systems.mediation.queries.scope import also_seen, stands_in_file

        kinds.register(KIND)
        kinds.register(police_kind.KIND)
        sight.register(also_seen)
        needed.register(stands_in_file)
        needed.register_law(stands_in_file)
        events.listen(tasks.hear)
        needed.register(stands_in_case)
        needed.register_law(stands_in_case)
        holdings.register(in_disputes)
        holdings.register(in_police_cases)
        wording.register(
            "mediation.danger",
            subject=_("%(number)s: somebody may come to harm"),
            body=_("In the dispute %(number)s a danger was noted. Open it now, report it and write down to whom."),
        )
        wording.register(
            "mediation.invited",
            subject=_("%(number)s: you are asked to the table"),
            body=_("Open the dispute %(number)s and say whether you come, and whether anything speaks against you."),
        )
        wording.register(
            "mediation.called",
            subject=_("%(number)s: session %(when)s"),
            body=_("You are called to a session of the dispute %(number)s: %(when)s, %(where)s."),
        )
        wording.register(
            "mediation.called_off",
            subject=_("%(number)s: the session of %(when)s does not take place"),
            body=_("The session of the dispute %(number)s on %(when)s, %(where)s, was called off."),
        )
