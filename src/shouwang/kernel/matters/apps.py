"""The matters app."""

from django.apps import AppConfig


class MattersConfig(AppConfig):
    name = "shouwang.kernel.matters"
    label = "matters"

    def ready(self) -> None:
        from shouwang.kernel.matters import events, telling

        events.listen(telling.hear)
