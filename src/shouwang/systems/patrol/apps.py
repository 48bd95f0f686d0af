"""The patrol part as a Django app."""

from django.apps import AppConfig


class PatrolConfig(AppConfig):
    name = "shouwang.systems.patrol"
    label = "patrol"

    def ready(self) -> None:
        from shouwang.kernel.matters import kinds
        from shouwang.kernel.people import needed
        from shouwang.systems.patrol.kinds import KIND
        from shouwang.systems.patrol.queries.volunteers import is_volunteer

        kinds.register(KIND)
        needed.register(is_volunteer)
