"""The mediation part as a Django app."""

from django.apps import AppConfig


class MediationConfig(AppConfig):
    name = "shouwang.systems.mediation"
    label = "mediation"

    def ready(self) -> None:
        from shouwang.kernel.matters import kinds
        from shouwang.systems.mediation.kinds import KIND

        kinds.register(KIND)
