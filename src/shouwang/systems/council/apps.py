"""The council part as a Django app."""

from django.apps import AppConfig


class CouncilConfig(AppConfig):
    name = "shouwang.systems.council"
    label = "council"

    def ready(self) -> None:
        from shouwang.kernel.matters import kinds
        from shouwang.systems.council.kinds import KIND

        kinds.register(KIND)
