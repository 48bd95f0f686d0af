"""The watch part as a Django app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class WatchConfig(AppConfig):
    name = "shouwang.systems.watch"
    label = "watch"

    def ready(self) -> None:
        from shouwang.kernel.ground import attention
        from shouwang.kernel.matters import events, kinds
        from shouwang.kernel.notices import wording
        from shouwang.kernel.people import holdings, needed
        from shouwang.systems.watch import tasks
        from shouwang.systems.watch.actions.groups import forget_person
        from shouwang.systems.watch.kinds import KIND
        from shouwang.systems.watch.queries.groups import keeps_watch
        from shouwang.systems.watch.queries.holdings import in_groups
        from shouwang.systems.watch.queries.warnings import attention as warned

        kinds.register(KIND)
        needed.register(keeps_watch)
        needed.register_forgetting(forget_person)
        holdings.register(in_groups)
        events.listen(tasks.hear)
        attention.register(warned)
        wording.register(
            "watch.warned",
            subject=_("More than usual near %(where)s"),
            body=_("%(observed)s reports in %(days)s days. %(topic)s"),
        )
        wording.register(
            "watch.called",
            subject=_("Called out: %(unit)s"),
            body=_(
                "%(kind)s: %(what)s. Where: %(where)s. Whoever is called: open the watch page on the phone and answer there."
            ),
        )
        wording.register(
            "watch.called_exercise",
            subject=_("Exercise: %(kind)s, %(unit)s"),
            body=_(
                "This is an exercise. %(what)s. Where: %(where)s. "
                "Whoever is called: open the watch page on the phone and answer there."
            ),
        )
