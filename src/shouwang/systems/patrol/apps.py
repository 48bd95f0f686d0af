"""The patrol part as a Django app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PatrolConfig(AppConfig):
    name = "shouwang.systems.patrol"
    label = "patrol"

    def ready(self) -> None:
        from shouwang.kernel.matters import kinds
        from shouwang.kernel.notices import wording
        from shouwang.kernel.people import busy, holdings, needed
        from shouwang.systems.patrol.actions.volunteers import forget_person
        from shouwang.systems.patrol.kinds import KIND
        from shouwang.systems.patrol.queries.calendars import taken
        from shouwang.systems.patrol.queries.holdings import in_patrols
        from shouwang.systems.patrol.queries.volunteers import is_volunteer

        kinds.register(KIND)
        busy.register("patrol", taken)
        needed.register(is_volunteer)
        needed.register_forgetting(forget_person)
        holdings.register(in_patrols)
        wording.register(
            "patrol.silent.not_begun",
            subject=_("Not begun: %(work)s %(n)s"),
            body=_("It should have begun at %(from)s, and nobody has. Please call them."),
        )
        wording.register(
            "patrol.silent.one_missing",
            subject=_("Somebody is missing: %(work)s %(n)s"),
            body=_("It began at %(from)s, and not everybody who should be there has begun. Please call them."),
        )
        wording.register(
            "patrol.silent.no_word",
            subject=_("No word: %(work)s %(n)s"),
            body=_("Nobody has been heard of since %(since)s, longer than planned. Please call them."),
        )
