"""The patrol part as a Django app."""

from django.apps import AppConfig


class PatrolConfig(AppConfig):
    name = "shouwang.systems.patrol"
    label = "patrol"

    def ready(self) -> None:
        from shouwang.kernel.matters import kinds
        from shouwang.systems.patrol.kinds import KIND

        kinds.register(KIND)
