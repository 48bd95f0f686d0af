"""The watch part as a Django app."""

from django.apps import AppConfig


class WatchConfig(AppConfig):
    name = "shouwang.systems.watch"
    label = "watch"

    def ready(self) -> None:
        from shouwang.kernel.matters import kinds
        from shouwang.systems.watch.kinds import KIND

        kinds.register(KIND)
