"""The services part as a Django app."""

from django.apps import AppConfig


class ServicesConfig(AppConfig):
    name = "shouwang.systems.services"
    label = "services"

    def ready(self) -> None:
        from shouwang.kernel.matters import kinds
        from shouwang.systems.services.kinds import AGAIN, KIND

        kinds.register(KIND)
        kinds.register(AGAIN)
